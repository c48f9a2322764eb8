-- Looks at the rows that were there before the rules of V13, while others read and write.
alter table batch_states validate constraint batch_states_stage_check;
alter table batches validate constraint batches_tenant_check;
alter table review_fields validate constraint review_fields_item_fkey;
