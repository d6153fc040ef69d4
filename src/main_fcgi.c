/* moothalld: the FastCGI application. */
int
main(void)
{
	return 2;
}
