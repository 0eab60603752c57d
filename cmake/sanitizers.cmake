# WENGERT_SANITIZE: empty, "address,undefined" or "thread". Applies to every target made after this file is included.
set(WENGERT_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")
if(WENGERT_SANITIZE)
    add_compile_options(-fsanitize=${WENGERT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${WENGERT_SANITIZE})
endif()
