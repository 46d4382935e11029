-- One schema for each service, an owner that migrates it and a login role that works in it and sees nothing else.
-- PostgreSQL lets every role listen to every channel; what is told there is only that there is something new.
-- Safe to run again: it then only sets the passwords anew.
-- The passwords are settings of the session: crmfactura.crm_owner_password, crmfactura.crm_app_password, and so on.
do $$
declare
  servicio text;
  rol text;
begin
  foreach servicio in array array['crm', 'factura'] loop
    foreach rol in array array[servicio || '_owner', servicio || '_app'] loop
      if not exists (select from pg_roles where rolname = rol) then
        execute format('create role %I login', rol);
      end if;
      execute format('alter role %I password %L', rol, current_setting('crmfactura.' || rol || '_password'));
      execute format('grant connect on database %I to %I', current_database(), rol);
    end loop;
    execute format('create schema if not exists %I authorization %I', servicio, servicio || '_owner');
    execute format('grant usage on schema %I to %I', servicio, servicio || '_app');
  end loop;
  -- the CRM's search; who may not create extensions can use them
  create extension if not exists pg_trgm schema crm;
  create extension if not exists fuzzystrmatch schema crm;
  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;
end
$$;
