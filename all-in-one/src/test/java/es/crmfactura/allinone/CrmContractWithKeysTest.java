package es.crmfactura.allinone;

/** The same programs, with a key in a header. */
@WithKeys
class CrmContractWithKeysTest extends CrmContractTest {}
