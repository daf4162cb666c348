// tests/c/header_as_cpp.cpp - the header, and the program in its first comment, as C++98.
#include "header.c"
