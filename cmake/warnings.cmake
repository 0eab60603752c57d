# wengert_warnings(TARGET): the warnings that every C file here is held to; errors where WENGERT_WERROR is on.
function(wengert_warnings target)
    target_compile_options(
        ${target}
        PRIVATE -Wall
                -Wextra
                -Wpedantic
                -Wshadow
                -Wstrict-prototypes
                -Wvla
                -Wdouble-promotion
                -Wconversion
                $<$<BOOL:${WENGERT_WERROR}>:-Werror>)
endfunction()
