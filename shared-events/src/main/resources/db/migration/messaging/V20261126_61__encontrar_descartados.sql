-- Whether an event was discarded, by its id.
create index parked_decision_discarded on parked_decision (event_id) where outcome = 'discarded';
