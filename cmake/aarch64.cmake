# Toolchain file: builds for 64-bit Arm Linux with Debian's cross compiler (package gcc-aarch64-linux-gnu) and, where
# qemu-user is installed, runs the tests under it.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_FIND_ROOT_PATH /usr/aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
find_program(WENGERT_QEMU_AARCH64 NAMES qemu-aarch64 qemu-aarch64-static)
if(WENGERT_QEMU_AARCH64)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${WENGERT_QEMU_AARCH64} -L /usr/aarch64-linux-gnu)
endif()
