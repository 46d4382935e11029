#!/bin/sh
# Fills the passwords of the environment into the broker's definitions and starts it.
set -eu
umask 077

fill=''
for name in RABBITMQ_ADMIN_PASSWORD RABBITMQ_CRM_PASSWORD RABBITMQ_FACTURA_PASSWORD; do
    eval "password=\${$name:-}"
    case $password in
        '' | *[!A-Za-z0-9._-]*)
            echo "$name must be set, and of letters, digits, dots, hyphens and underscores only" >&2
            exit 1
            ;;
    esac
    fill="$fill;s/@$name@/$password/"
    # RabbitMQ warns of variables with its prefix that it does not know
    unset "$name"
done
printf '%s\n' "${fill#;}" | sed -f /dev/stdin /etc/crm-factura/definitions.json >/tmp/definitions.json

exec docker-entrypoint.sh rabbitmq-server
