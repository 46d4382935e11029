-- When two clients become one, what the one was called elsewhere is the other's name too.
grant update (cliente_id) on cliente_importado to "${app}";
