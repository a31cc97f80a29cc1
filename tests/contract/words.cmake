# What people read: note codes and headings have texts in both languages, texts have a use, and zh-TW is Taiwanese.
cmake_minimum_required(VERSION 3.25)

# A text without the characters that would tear a CMake list.
function(read_flat out file)
    file(READ ${ROOT}/${file} text)
    string(REGEX REPLACE "[][;]" " " text "${text}")
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

# The distinct "family.word" literals of |text|.
function(dotted_literals out text)
    string(REGEX MATCHALL "\"[a-z]+\\.[a-z0-9_-]+\"" found "${text}")
    list(REMOVE_DUPLICATES found)
    string(REPLACE "\"" "" found "${found}")
    set(${out} ${found} PARENT_SCOPE)
endfunction()

# The keys of a wording table: each line is "key<TAB>English<TAB>zh-TW", with the same placeholders.
function(read_wording out file)
    read_flat(text ${file})
    string(REGEX REPLACE "\n+$" "" text "${text}")
    string(REPLACE "\n" ";" lines "${text}")
    set(keys "")
    foreach(line IN LISTS lines)
        if(line MATCHES "^#" OR line STREQUAL "")
            continue()
        endif()
        if(NOT line MATCHES "^([a-z][a-z0-9._-]*)\t([^\t]+)\t([^\t]+)$")
            message(SEND_ERROR "${file}: not key, English, zh-TW: ${line}")
            continue()
        endif()
        set(key ${CMAKE_MATCH_1})
        set(english "${CMAKE_MATCH_2}")
        set(chinese "${CMAKE_MATCH_3}")
        if(key IN_LIST keys)
            message(SEND_ERROR "${file}: ${key} comes twice")
        endif()
        list(APPEND keys ${key})
        string(REGEX MATCHALL "{[0-9]}" holes_english "${english}")
        string(REGEX MATCHALL "{[0-9]}" holes_chinese "${chinese}")
        list(SORT holes_english)
        list(SORT holes_chinese)
        if(NOT "${holes_english}" STREQUAL "${holes_chinese}")
            message(SEND_ERROR "${file}: ${key} has other placeholders in zh-TW than in English")
        endif()
    endforeach()
    set(${out} ${keys} PARENT_SCOPE)
endfunction()

# ---- note codes ---------------------------------------------------------------------------------------------------

# A literal of one of these families is a note code unless the policy has a key of that name.
set(families aab apk arsc axml backup code container dex dotnet elf framework hermes input ipa layout limit macho manifest native nib nsc objc paths plist proto scope sign swift unity worker xapk zip)
read_wording(notes reports/text/notes.tsv)
read_flat(policy checks/data/policy.txt)
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/analyzer/*.c)
list(FILTER sources EXCLUDE REGEX "^analyzer/cli/")
set(codes "")
foreach(f IN LISTS sources)
    read_flat(text ${f})
    dotted_literals(literals "${text}")
    foreach(code IN LISTS literals)
        string(REGEX REPLACE "\\..*" "" family ${code})
        string(FIND "${policy}" "\n${code} " setting)
        if(NOT family IN_LIST families OR NOT setting EQUAL -1 OR code MATCHES "\\.json$")
            continue()
        endif()
        list(APPEND codes ${code})
        if(NOT code IN_LIST notes)
            message(SEND_ERROR "${f}: note ${code} has no text in reports/text/notes.tsv")
        endif()
    endforeach()
    string(REGEX MATCHALL "(aa_notes_add|aa_source_gap|aa_source_anomaly|aa_source_refuse)\\([^\"]*\"[a-z]+\\." calls "${text}")
    foreach(call IN LISTS calls)
        string(REGEX REPLACE "^.*\"([a-z]+)\\.$" "\\1" family "${call}")
        if(NOT family IN_LIST families)
            message(SEND_ERROR "${f}: ${family}. is a new family of notes: name it in tests/contract/words.cmake")
        endif()
    endforeach()
endforeach()
foreach(code IN LISTS notes)
    if(NOT code IN_LIST codes)
        message(SEND_ERROR "reports/text/notes.tsv: no source has a note ${code}")
    endif()
endforeach()

# ---- headings -----------------------------------------------------------------------------------------------------

# Keys of these families are put together from a stable word; a unit test knows those words.
set(enumerated advised area kind reach severity state trace unsure verdict)
read_wording(headings reports/text/headings.tsv)
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/reports/*.c ${ROOT}/analyzer/cli/*.c)
set(used "")
foreach(f IN LISTS sources)
    read_flat(text ${f})
    dotted_literals(literals "${text}")
    list(APPEND used ${literals})
endforeach()
foreach(key IN LISTS headings)
    string(REGEX REPLACE "\\..*" "" family ${key})
    if(NOT family IN_LIST enumerated AND NOT key IN_LIST used)
        message(SEND_ERROR "reports/text/headings.tsv: no report uses ${key}")
    endif()
endforeach()

# The same for the laboratory's report.
read_wording(lab reports/text/pdf.tsv)
foreach(key IN LISTS lab)
    string(REGEX REPLACE "\\..*" "" family ${key})
    if(NOT family MATCHES "^(verdict|method|why|glossary)$" AND NOT key IN_LIST used)
        message(SEND_ERROR "reports/text/pdf.tsv: no report uses ${key}")
    endif()
endforeach()

# ---- Taiwanese words ----------------------------------------------------------------------------------------------

# Words of mainland usage, each with the Taiwanese one to write instead.
set(mainland
    代碼=程式碼 源碼=原始碼 源代=原始碼 證書=憑證 信息=資訊 默認=預設 連接=連線 文件=檔案 內存=記憶體 網絡=網路 服務器=伺服器 服務端=伺服器端
    字符=字元 字符串=字串 庫文件=函式庫 程式庫=函式庫 接口=介面 運行=執行 兼容=相容 屏幕=螢幕 用戶=使用者 支持=支援
    登錄=登入 登陸=登入 存儲=儲存 數據=資料 軟件=軟體 硬件=硬體 應用程序=應用程式 緩存=快取 加載=載入 調用=呼叫 字段=欄位 哈希=雜湊
    線程=執行緒 進程=處理程序 設置=設定 短信=簡訊 卸載=解除安裝 打印=列印 賬=帳 菜單=選單 反饋=回饋 缺省=預設
    圖標=圖示 組件=元件 密鑰=金鑰 加固=強化 鏈接=連結 異步=非同步 回調=回呼 視頻=影片 質量=品質 界面=介面 標識符=識別碼
    令牌=權杖 反編譯=反組譯 越權=逾越權限 日志=日誌 模塊=模組 數組=陣列 布爾=布林 遍歷=走訪 簽名=簽章 校驗=驗證)
# What holds one of them and is right.
set(right 文件審查 佐證文件 官方文件 公文 用戶端 結束代碼)
file(GLOB_RECURSE texts RELATIVE ${ROOT} ${ROOT}/analyzer/*.[ch] ${ROOT}/checks/* ${ROOT}/reports/*
    ${ROOT}/include/*.h ${ROOT}/*.md ${ROOT}/samples/*.md ${ROOT}/docs/*.md)
list(REMOVE_ITEM texts checks/data/sensitive-words.tsv) # words of apps, from wherever they come
foreach(f IN LISTS texts)
    file(READ ${ROOT}/${f} text)
    foreach(phrase IN LISTS right)
        string(REPLACE "${phrase}" "" text "${text}")
    endforeach()
    foreach(pair IN LISTS mainland)
        string(REGEX MATCH "^([^=]+)=(.+)$" pair "${pair}")
        set(word "${CMAKE_MATCH_1}")
        set(instead "${CMAKE_MATCH_2}")
        string(FIND "${text}" "${word}" at)
        if(NOT at EQUAL -1 AND NOT word STREQUAL instead)
            message(SEND_ERROR "${f}: ${word} is not said in Taiwan, write ${instead}")
        endif()
    endforeach()
endforeach()
