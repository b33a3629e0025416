@echo off
rem Starts migrate-filestore.
rem
rem   JAVA_HOME   the Java to use (17 or newer), otherwise the java of the PATH
rem   JAVA_OPTS   more options for it, such as -Xmx1g
setlocal DisableDelayedExpansion

set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo migrate-filestore: no Java was found: install Java 17 or newer, or set JAVA_HOME 1>&2
  exit /b 70
)

"%java%" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable ^
  %JAVA_OPTS% -jar "%~dp0..\lib\migrate-filestore.jar" %*
exit /b %ERRORLEVEL%
