-- As the program asks: its role, its path, the operator's rights.
SET search_path = moothall_code, moothall, pg_temp;
SET jit = off;
SET SESSION AUTHORIZATION moothall_owner;
SET ROLE moothall_app;
SET moothall.person = 'operator';
