"""Examples: complete programs that use the library. Each program is tested."""
