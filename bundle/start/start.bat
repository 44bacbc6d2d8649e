@echo off
rem Installs the first time, then serves: start.bat [STORE]. Without STORE the demonstration is built and shown.
rem Nothing but ASCII in this file: the console's code page is not known.
setlocal
set "GIVEN="
if not "%~1"=="" set "GIVEN=%~f1"
cd /d "%~dp0"
if errorlevel 1 goto failed

set "FOUND="
call :try "%~dp0python\python.exe"
call :try "%LocalAppData%\Programs\Python\Python311\python.exe"
call :try "%ProgramFiles%\Python311\python.exe"
call :try py -3.11
call :try python
if not defined FOUND goto no_python

%FOUND% start\prepare.py
if errorlevel 1 goto failed
if defined GIVEN goto serve
set "GIVEN=%~dp0demo-store"
".venv\Scripts\python.exe" -m dashboard demo --store "%GIVEN%"
if errorlevel 1 goto failed

:serve
if not defined OPENNESS_LOG set "OPENNESS_LOG=%~dp0server.log"
".venv\Scripts\python.exe" -m dashboard serve --store "%GIVEN%" --open
if errorlevel 1 goto failed
exit /b 0

:try
if defined FOUND exit /b 0
%* -c "import sys, venv; sys.exit(sys.version_info[:2] != (3, 11))" >nul 2>nul && set FOUND=%*
exit /b 0

:no_python
chcp 65001 >nul
type start\no-python.txt
for %%f in (*.html) do start "" "%%f"
:failed
pause
exit /b 1
