#!/bin/sh
# Sets up roles and schemas with the passwords of the environment. PostgreSQL's image runs it on an empty volume; run it
# again after a change of passwords: docker compose exec postgres sh /docker-entrypoint-initdb.d/init.sh
set -eu

# psql reads the passwords itself: on its command line every process list would show them
psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
\getenv crm_owner CRM_OWNER_PASSWORD
\getenv crm_app CRM_APP_PASSWORD
\getenv factura_owner FACTURA_OWNER_PASSWORD
\getenv factura_app FACTURA_APP_PASSWORD
select set_config('crmfactura.crm_owner_password', :'crm_owner', false),
       set_config('crmfactura.crm_app_password', :'crm_app', false),
       set_config('crmfactura.factura_owner_password', :'factura_owner', false),
       set_config('crmfactura.factura_app_password', :'factura_app', false) \g /dev/null
\i /etc/crm-factura/roles.sql
SQL
