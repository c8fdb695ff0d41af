; Inno Setup 6: installs the folder that packaging/build.py has made. Run on Windows:  iscc packaging\windows\ashibue_desk.iss
; It goes into the user's own programs, needs no administrator, and never touches a vault: neither at an update nor at removal.
#define Version "0.1.0"

[Setup]
AppId={{6E1B4E1B-6C0D-4F7C-9B39-6B8A0D2C5F11}
AppName=あしぶえデスク
AppVersion={#Version}
AppPublisher=Ashibue Desk
DefaultDirName={autopf}\Ashibue Desk
DefaultGroupName=あしぶえデスク
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\out
OutputBaseFilename=ashibue-desk-{#Version}-windows
Compression=lzma2
SolidCompression=yes
; An update asks to close the program that is running.
CloseApplications=yes

[Languages]
Name: "japanese"; MessagesFile: "compiler:Languages\Japanese.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"

[InstallDelete]
; Libraries of an older version must not be found by a newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\out\package\ashibue-desk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
; The font for the rare characters of names, unchanged and with its licence, as the IPA Font License asks; where the PC has it, it stays.
Source: "..\..\out\fonts\ipamjm.ttf"; DestDir: "{autofonts}"; FontInstall: "IPAmjMincho"; Flags: onlyifdoesntexist uninsneveruninstall
Source: "..\..\out\fonts\IPA_Font_License_Agreement_v1.0.txt"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\あしぶえデスク"; Filename: "{app}\ashibue-desk.exe"
Name: "{autodesktop}\あしぶえデスク"; Filename: "{app}\ashibue-desk.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\ashibue-desk.exe"; Description: "{cm:LaunchProgram,あしぶえデスク}"; Flags: nowait postinstall skipifsilent
