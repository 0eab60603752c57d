# The Java bindings, made anew from the headers and compared with what is committed in java/bindings.
#
# As part of the native build: targets bindings_check (fails on a difference) and bindings (writes the files), which need
# -DWENGERT_CBLAS_INCLUDE=<folder with OpenBLAS's cblas.h>. As a script, which is what `mvn -Pbindings` runs:
#
#   cmake -DCBLAS_INCLUDE=<folder> [-DJEXTRACT=<program>] [-DUPDATE=ON] [-DOUTPUT=<folder>] -P cmake/jextract.cmake
#
# The committed files come from jextract at commit dd32493 (2024-09-10, the last before the builds for JDK 22), because
# later versions write calls that JDK 22 lacks. Its indexed accessors of array fields, such as slots(struct, index), forget
# the offset of the field (mended upstream in 91fc954, for JDK 23 and later): the engine goes through slots(struct).

if(NOT CMAKE_SCRIPT_MODE_FILE)
    set(WENGERT_CBLAS_INCLUDE "" CACHE PATH "Folder of OpenBLAS's cblas.h, for the targets that run jextract")
    find_program(WENGERT_JEXTRACT jextract)
    foreach(target IN ITEMS bindings bindings_check)
        string(COMPARE EQUAL ${target} bindings update)
        add_custom_target(
            ${target}
            COMMAND ${CMAKE_COMMAND} -DCBLAS_INCLUDE=${WENGERT_CBLAS_INCLUDE} -DJEXTRACT=${WENGERT_JEXTRACT}
                    -DUPDATE=${update} -DOUTPUT=${CMAKE_CURRENT_BINARY_DIR}/bindings -P ${CMAKE_CURRENT_LIST_FILE}
            VERBATIM)
    endforeach()
    return()
endif()

get_filename_component(root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
set(committed ${root}/java/bindings/src/main/java/dev/wengert/bindings)
if(NOT OUTPUT)
    set(OUTPUT ${root}/java/bindings/target/jextract)
endif()

if(NOT JEXTRACT)
    find_program(JEXTRACT jextract)
endif()
if(NOT JEXTRACT)
    message(FATAL_ERROR "jextract is not on the PATH: build it from github.com/openjdk/jextract (commit dd32493) or "
                        "take the build for JDK 22 from jdk.java.net/jextract, then name it with -Djextract=<program>")
endif()
if(NOT EXISTS "${CBLAS_INCLUDE}/cblas.h")
    message(FATAL_ERROR "no cblas.h in '${CBLAS_INCLUDE}': name the folder of OpenBLAS's headers")
endif()

file(REMOVE_RECURSE ${OUTPUT})
foreach(header IN ITEMS ${root}/native/include/wengert/wengert.h ${CBLAS_INCLUDE}/cblas.h)
    get_filename_component(name ${header} NAME_WE)
    execute_process(
        COMMAND ${JEXTRACT} @${root}/java/bindings/src/main/jextract/${name}.args --output ${OUTPUT} ${header}
        RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "jextract failed on ${header}")
    endif()
endforeach()

file(GLOB made RELATIVE ${OUTPUT}/dev/wengert/bindings ${OUTPUT}/dev/wengert/bindings/*.java)
file(GLOB kept RELATIVE ${committed} ${committed}/*.java)
if(UPDATE)
    foreach(name IN LISTS kept)
        file(REMOVE ${committed}/${name})
    endforeach()
    foreach(name IN LISTS made)
        file(COPY ${OUTPUT}/dev/wengert/bindings/${name} DESTINATION ${committed})
    endforeach()
    message(STATUS "wrote ${made}")
    return()
endif()

set(differing "")
foreach(name IN LISTS made kept)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E compare_files ${OUTPUT}/dev/wengert/bindings/${name} ${committed}/${name}
        RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(NOT status EQUAL 0)
        list(APPEND differing ${name})
    endif()
endforeach()
if(differing)
    list(REMOVE_DUPLICATES differing)
    message(FATAL_ERROR "the committed bindings differ from the headers in ${differing}; write them with "
                      "mvn -pl java/bindings -am -Pbindings compile -Dbindings.update=ON")
endif()
message(STATUS "the committed bindings are what jextract writes")
