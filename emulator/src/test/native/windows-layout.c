/* Compiled, never run, after shim.c with _WIN32 defined: CK_FUNCTION_LIST has no padding, and CK_ULONG is 4 bytes. */
_Static_assert(sizeof(CK_ULONG) == 4, "CK_ULONG");
_Static_assert(offsetof(struct function_list, C_Initialize) == 2, "the first function");
_Static_assert(sizeof(struct function_list) == 2 + 68 * sizeof(void *), "the function list");
