/* The command line: one table of commands. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* Runs the command that the arguments name; returns the exit status. */
int cli_main(int argc, char *argv[]);

#endif
