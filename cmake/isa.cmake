# The kernel sets of the target architecture, worst first, and the compiler options of each.
#
# cpu.c decides at load time which of them the machine can run; its list of CPU features must match the options here.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
    set(WENGERT_ISAS baseline avx2 avx512)
    set(WENGERT_ISA_OPTIONS_baseline "")
    set(WENGERT_ISA_OPTIONS_avx2 -mavx2 -mfma)
    set(WENGERT_ISA_OPTIONS_avx512
        -mavx512f
        -mavx512bw
        -mavx512dq
        -mavx512vl
        -mavx2
        -mfma
        -mprefer-vector-width=512)
else()
    set(WENGERT_ISAS portable)
    set(WENGERT_ISA_OPTIONS_portable "")
endif()

# Floating point is IEEE 754 as written: no contraction, no reassociation. What is given up, errno and exception flags,
# is what keeps square roots and rounding from being vector instructions.
set(WENGERT_KERNEL_OPTIONS -ffp-contract=off -fno-math-errno -fno-trapping-math)

# wengert_isa(TARGET ISA): compiles TARGET for kernel set ISA; its files see the set's name as WG_ISA.
function(wengert_isa target isa)
    target_compile_options(${target} PRIVATE ${WENGERT_KERNEL_OPTIONS} ${WENGERT_ISA_OPTIONS_${isa}})
    target_compile_definitions(${target} PRIVATE WG_ISA=${isa})
endfunction()
