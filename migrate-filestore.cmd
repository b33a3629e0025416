@echo off
rem Runs migrate-filestore from a checkout on Windows: builds it where that has not happened, then starts the jar as the script
rem in the archives does. After a change to the sources, build it with mvn package.
rem
rem   JAVA_HOME   the Java to use (17 or newer; to build, a JDK), otherwise the java and javac of the PATH
setlocal EnableExtensions DisableDelayedExpansion

set "MIGRATE_FILESTORE_JAR=%~dp0cli\target\migrate-filestore.jar"
if exist "%MIGRATE_FILESTORE_JAR%" goto start

set "javac="
if defined JAVA_HOME if exist "%JAVA_HOME:"=%\bin\javac.exe" set "javac=%JAVA_HOME:"=%\bin\javac.exe"
if not defined JAVA_HOME for %%p in (javac.exe) do set "javac=%%~$PATH:p"
set "mvn="
for %%p in (mvn.cmd) do set "mvn=%%~$PATH:p"
if defined javac if defined mvn goto build
echo migrate-filestore: the program has to be built once, but something is missing: 1>&2
if not defined javac echo   a JDK, 17 or newer: there is no javac.exe in JAVA_HOME or on the PATH (a JRE has none) 1>&2
if not defined mvn echo   Maven, 3.8.7 or newer: there is no mvn.cmd on the PATH 1>&2
echo For ways to install the program without them, see docs\install.md 1>&2
exit /b 70

:build
echo migrate-filestore: building the program, once; the first time Maven also downloads what it needs 1>&2
pushd "%~dp0"
call "%mvn%" -B -ntp -DskipDistribution -pl cli -am package | findstr /c:"[INFO] Building " /c:"[ERROR]" 1>&2
popd
if not exist "%MIGRATE_FILESTORE_JAR%" (
  echo migrate-filestore: the build failed; mvn -DskipDistribution -pl cli -am package says more 1>&2
  exit /b 70
)

:start
call "%~dp0cli\src\dist\bin\migrate-filestore.cmd" %*
exit /b %ERRORLEVEL%
