-- Any of the texts, as in patrones(), in one pattern: of several patterns for each of several words the index would be asked
-- for each combination.
create function expresion(textos text[]) returns text
language sql immutable parallel safe
return (
  select string_agg(case when length(t) < 3 then ' ' else '' end
    || regexp_replace(sin_acentos(t), '([^[:alnum:]])', '\\\1', 'g'), '|')
  from unnest(textos) t);
