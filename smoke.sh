#!/usr/bin/env bash
# Does the main thing work? A client of the CRM, an invoice and a payment in billing, and what of them reaches the CRM.
#   ./smoke.sh               one client, one invoice of two lines, one payment: the actividades and the totals
#   ./smoke.sh --ledger N    N invoices and payments: each must become exactly one actividad. Services and servers may be
#                            restarted meanwhile: it tries again until they answer.
# CRM_URL and FACTURA_URL say where the services are, CRMFACTURA_API_KEY which key they want, if any, and TIMEOUT how many
# seconds any one thing may take.
set -euo pipefail

CLIENTES=${CRM_URL:=http://127.0.0.1:8001}/api/crm/clientes
FACTURAS=${FACTURA_URL:=http://127.0.0.1:8002}/api/facturas
TIMEOUT=${TIMEOUT:-120}
INVOICES_PER_CLIENT=40 # so that all their actividades fit into one answer

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# request METHOD URL [JSON]: sets STATUS (000 if nobody answered) and BODY
request() {
    local answer
    answer=$(curl -s --max-time 15 -X "$1" ${CRMFACTURA_API_KEY:+-H "X-API-Key: $CRMFACTURA_API_KEY"} ${3:+-H 'Content-Type: application/json' --data "$3"} \
        -w '\n%{http_code}' "$2") || true
    BODY=${answer%$'\n'*} STATUS=${answer##*$'\n'}
}

# nobody answered, or a service that can't at the moment
away() { [[ $STATUS == 000 || $STATUS == 5?? ]]; }

# eventually WHAT COMMAND...: tries the command until it succeeds
eventually() {
    local what=$1 end=$((SECONDS + TIMEOUT))
    shift
    until "$@"; do
        ((SECONDS < end)) || fail "$what: not within $TIMEOUT s. ${WRONG:-The last answer was: $STATUS ${BODY:0:500}}"
        sleep 0.3
    done
}

# value NAME: of BODY's first field of that name
value() { { grep -oE "\"$1\":(\"[^\"]*\"|[0-9.]+)" <<<"$BODY" || true; } | head -n 1 | cut -d: -f2- | tr -d '"'; }

# is NAME AMOUNT: whether BODY has a field of that name with this amount, with decimals or without
is() { [[ $BODY =~ \"$1\":$2(\.0+)?[,}] ]]; }

healthy() {
    request GET "$1/health"
    [[ $STATUS == 200 ]]
}

# a valid NIF that hardly any earlier run has used
random_nif() {
    local letters=TRWAGMYFPDXBNJZSQVHLCKE number=$(((RANDOM * 32768 + RANDOM) % 100000000))
    printf '%08d%s' "$number" "${letters:number%23:1}"
}

# sets CLIENT, the CRM's id
create_client() {
    local nif
    nif=$(random_nif)
    request POST "$CLIENTES" "{\"nombre_completo\": \"Prueba $nif\", \"tipo_cliente\": \"autonomo\",
        \"email\": \"prueba-$nif@example.com\", \"cif_nif\": \"$nif\"}"
    [[ $STATUS == 201 ]] && CLIENT=$(value id)
}

# issue ITEMS: an invoice for CLIENT. That billing does not know the client is no failure yet: the news is on its way.
issue() {
    request POST "$FACTURAS" "{\"cliente_crm_id\": \"$CLIENT\", \"items\": $1}"
    [[ $STATUS == 201 ]] && return
    away || [[ $BODY == *cliente_desconocido* ]] || fail "the invoice was refused: $STATUS $BODY"
    return 1
}

# pay INVOICE AMOUNT. An attempt whose answer got lost may have counted, so that nothing is left to pay.
pay() {
    request POST "$FACTURAS/$1/pagos" "{\"importe\": $2, \"metodo\": \"transferencia\"}"
    [[ $STATUS == 201 ]] && return
    away && return 1
    local refusal="$STATUS $BODY"
    request GET "$FACTURAS/$1"
    is pendiente 0 || away || fail "the payment was refused: $refusal"
    is pendiente 0
}

# count TIPO TITULO [DESCRIPCION]: how many such actividades BODY has
count() {
    sed 's/},{/}\n{/g' <<<"$BODY" | grep -F "\"tipo\":\"$1\"" | grep -F "\"titulo\":\"$2\"" |
        grep -cF "\"descripcion\":\"${3-}" || true
}

# sets BODY to the latest actividades of a client
actividades() {
    request GET "$CLIENTES/$1/actividades?limit=100"
    [[ $STATUS == 200 ]]
}

# told_once CLIENT NUMERO DESCRIPCION_VENTA DESCRIPCION_PAGO
told_once() {
    actividades "$1" || return
    (($(count venta "Factura #$2" "$3") == 1 && $(count pago "Pago recibido - Factura #$2" "$4") == 1))
}

totals_are_right() {
    request GET "$CLIENTES/$CLIENT"
    is total_facturado 297 && is numero_facturas 1 && is promedio_venta 297 && is saldo_pendiente 200
}

smoke() {
    local invoice numero
    eventually 'creating a client' create_client
    echo "client      $CLIENT"

    eventually 'an invoice for the client, once billing knows it' issue '[
        {"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00, "iva": 21},
        {"descripcion": "Manual impreso", "cantidad": 1, "precio": 50.00, "iva": 10}]'
    is total 297 || fail "the invoice's total is not 297.00: $BODY"
    invoice=$(value id) numero=$(value numero)
    echo "invoice     $numero, total 297.00"

    eventually 'a payment' pay "$invoice" 97.00
    echo "payment     97.00"

    eventually 'the two actividades' told_once "$CLIENT" "$numero" 'Factura por €297.00"' 'Pago de €97.00"'
    echo "actividad   Factura #$numero: Factura por €297.00"
    echo "actividad   Pago recibido - Factura #$numero: Pago de €97.00"

    eventually "the client's totals" totals_are_right
    echo "totals      1 invoice of 297.00, 200.00 still to be paid"
}

# invoices_of CLIENT: sets NUMEROS to what billing has issued, which may be more than it could answer for
invoices_of() {
    request GET "$FACTURAS?cliente_crm_id=$1&limit=100"
    [[ $STATUS == 200 ]] && NUMEROS=$(grep -oE '"numero":"[^"]*"' <<<"$BODY" | cut -d'"' -f4)
}

invoice_numbered() {
    request GET "$FACTURAS/numero/$1"
    [[ $STATUS == 200 ]]
}

# all_told_once CLIENT NUMEROS: sets WRONG to what is not so
all_told_once() {
    local numero ventas pagos
    WRONG=
    actividades "$1" || return
    for numero in $2; do
        ventas=$(count venta "Factura #$numero") pagos=$(count pago "Pago recibido - Factura #$numero")
        ((ventas == 1 && pagos == 1)) || {
            WRONG="$numero has become $ventas ventas and $pagos pagos of the client $1."
            return 1
        }
    done
}

# how many actividades of a kind BODY has, whatever they say
count_all() { sed 's/},{/}\n{/g' <<<"$BODY" | grep -cF "\"tipo\":\"$1\"" || true; }

ledger() {
    local wanted=$1 issued=0 number clients=() numero ventas=0 pagos=0
    declare -A numeros=()

    while ((issued < wanted)); do
        eventually 'creating a client' create_client
        clients+=("$CLIENT")
        for ((number = 0; number < INVOICES_PER_CLIENT && issued < wanted; number++, issued++)); do
            eventually 'issuing an invoice' issue '[{"descripcion": "Cuota", "cantidad": 1, "precio": 10.00, "iva": 21}]'
            numeros[$(value numero)]=$CLIENT
        done
    done
    echo "issued      $issued invoices"

    issued=0
    for CLIENT in "${clients[@]}"; do
        eventually "billing's invoices" invoices_of "$CLIENT"
        for numero in $NUMEROS; do
            eventually "invoice $numero" invoice_numbered "$numero"
            eventually "paying $numero" pay "$(value id)" 12.10
            unset "numeros[$numero]"
            issued=$((issued + 1))
        done
    done
    ((${#numeros[@]} == 0)) || fail "billing has forgotten ${!numeros[*]}"
    echo "paid        $issued invoices$( ((issued == wanted)) || echo ", of which $((issued - wanted)) took effect unanswered")"

    for CLIENT in "${clients[@]}"; do
        eventually "billing's invoices" invoices_of "$CLIENT"
        eventually 'one venta and one pago for each invoice' all_told_once "$CLIENT" "$NUMEROS"
    done
    sleep 2 # a double would still be on its way
    for CLIENT in "${clients[@]}"; do
        eventually 'the actividades' actividades "$CLIENT"
        ventas=$((ventas + $(count_all venta))) pagos=$((pagos + $(count_all pago)))
    done
    ((ventas == issued && pagos == issued)) ||
        fail "$issued invoices and as many payments became $ventas ventas and $pagos pagos"
    echo "ledger      $issued invoices, $ventas ventas, $pagos pagos: none lost, none double"
}

[[ $* =~ ^(--ledger\ [1-9][0-9]*)?$ ]] || fail 'usage: smoke.sh [--ledger N]'
eventually "the CRM at $CRM_URL" healthy "$CRM_URL"
eventually "billing at $FACTURA_URL" healthy "$FACTURA_URL"
if (($# == 0)); then smoke; else ledger "$2"; fi
echo OK
