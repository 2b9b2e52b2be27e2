"""Examples: whole programs that use the library, each tested."""
