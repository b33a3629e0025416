@echo off
rem Starts migrate-filestore.
rem
rem   JAVA_HOME   the Java to use (17 or newer), otherwise the java of the PATH
rem   JAVA_OPTS   more options for it, such as -Xmx1g
setlocal EnableExtensions DisableDelayedExpansion

rem The launcher of a checkout says where its jar is; of an unpacked archive it is in lib.
set "jar=%~dp0..\lib\migrate-filestore.jar"
if defined MIGRATE_FILESTORE_JAR set "jar=%MIGRATE_FILESTORE_JAR%"

set "java="
if exist "%~dp0..\runtime\bin\java.exe" set "java=%~dp0..\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java.exe"
if not defined java for %%p in (java.exe) do set "java=%%~$PATH:p"
if not defined java goto nojava
if not exist "%java%" goto nojava

rem Java 8 would stop at the first option that it does not know.
for %%p in ("%java%") do set "release=%%~dpp..\release"
set "found="
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%a in ("%release%") do if "%%a"=="JAVA_VERSION" set "found=%%~b"
set "major="
if defined found for /f "tokens=1,2 delims=._-+" %%a in ("%found%") do if "%%a"=="1" (set "major=%%b") else (set "major=%%a")
if not defined major goto start
if %major% LSS 17 goto oldjava
:start

rem The program writes UTF-8; the console goes back to its own code page at the end.
set "page="
for /f "tokens=2 delims=:." %%a in ('chcp') do set "page=%%a"
chcp 65001 >nul

rem The first compiler alone needs less time and memory than both; second-compiler.options says what the second one is for.
rem An equals sign ends an argument here.
set "compilers=-XX:TieredStopAtLevel=1"
:argument
set "argument=%~1"
if "%argument%"=="--copy-artifacts" set "compilers=@%~dp0..\lib\second-compiler.options"
if "%argument:~0,10%"=="postgresql" set "compilers=@%~dp0..\lib\second-compiler.options"
shift /1
if not "%~1"=="" goto argument

rem jdk.console: since Java 22 there would be a console where the output goes into a file, too.
"%java%" -Xmx128m -XX:+UseSerialGC "%compilers%" -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable ^
  -Dmigrate-filestore.terminals=console -Djdk.console=java.base %JAVA_OPTS% -jar "%jar%" %*
set "code=%ERRORLEVEL%"
if defined page chcp %page% >nul
exit /b %code%

:nojava
echo migrate-filestore: no Java was found: install Java 17 or newer, or set JAVA_HOME 1>&2
exit /b 70

:oldjava
echo migrate-filestore: %java% is Java %major%: install Java 17 or newer, and set JAVA_HOME to it 1>&2
exit /b 70
