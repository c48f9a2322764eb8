-- Viewer, operator, admin: who was a member may do what an operator may.
alter table users drop constraint users_role_check;
alter table sessions drop constraint sessions_role_check;
update users set role = 'operator' where role = 'member';
update sessions set role = 'operator' where role = 'member';
alter table users add check (role in ('viewer', 'operator', 'admin'));
alter table sessions add check (role in ('viewer', 'operator', 'admin'));
