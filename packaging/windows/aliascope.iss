; Inno Setup 6: the Windows installer. Called by build.ps1, which says Version, Bundle and Output:
;   iscc /DVersion=… /DBundle=… /DIcon=… /DOutput=… aliascope.iss

#ifndef Version
  #error Call build.ps1, or name /DVersion=, /DBundle=, /DIcon= and /DOutput=
#endif

[Setup]
AppId={{6B0C3D0E-5F2B-4C56-9E0B-7D4D6B1F0A51}
AppName=Aliascope
AppVersion={#Version}
AppPublisher=The Aliascope developers
DefaultDirName={autopf}\Aliascope
DefaultGroupName=Aliascope
DisableProgramGroupPage=yes
LicenseFile={#SourcePath}\..\..\LICENSE
OutputDir={#Output}
OutputBaseFilename=aliascope-{#Version}-windows-x64
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\aliascopew.exe
Compression=lzma2/normal
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
; For all users where allowed, else for the one who installs.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ChangesAssociations=yes
ChangesEnvironment=yes
WizardStyle=modern

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: path; Description: "Make the command ""aliascope"" available in new consoles"; Flags: unchecked

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; Files of an older version would be imported beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Aliascope"; Filename: "{app}\aliascopew.exe"
Name: "{autodesktop}\Aliascope"; Filename: "{app}\aliascopew.exe"; Tasks: desktopicon

[Registry]
; "Open with", and nothing more: no type of file becomes ours.
Root: HKA; Subkey: "Software\Classes\Applications\aliascopew.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Aliascope"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\aliascopew.exe\shell\open\command"; ValueType: string; ValueData: """{app}\aliascopew.exe"" ""%1"""
#define Suffix(str Name) \
  "Root: HKA; Subkey: ""Software\Classes\Applications\aliascopew.exe\SupportedTypes""; ValueType: string; ValueName: ""." + Name + """; ValueData: """""
#emit Suffix("png")
#emit Suffix("jpg")
#emit Suffix("jpeg")
#emit Suffix("jfif")
#emit Suffix("webp")
#emit Suffix("bmp")
#emit Suffix("tif")
#emit Suffix("tiff")
#emit Suffix("gif")
#emit Suffix("ppm")
#emit Suffix("pgm")
#emit Suffix("pnm")
Root: HKA; Subkey: "{code:EnvironmentKey}"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Run]
Filename: "{app}\aliascopew.exe"; Description: "{cm:LaunchProgram,Aliascope}"; Flags: nowait postinstall skipifsilent

[Code]
function EnvironmentKey(Unused: string): string;
begin
  if IsAdminInstallMode then
    Result := 'System\CurrentControlSet\Control\Session Manager\Environment'
  else
    Result := 'Environment';
end;

function PathNow(): string;
begin
  if not RegQueryStringValue(HKA, EnvironmentKey(''), 'Path', Result) then
    Result := '';
end;

function NotOnPath(): Boolean;
begin
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(PathNow()) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Before, After: string;
begin
  if Step <> usPostUninstall then
    exit;
  Before := ';' + PathNow() + ';';
  After := Before;
  StringChangeEx(After, ';' + ExpandConstant('{app}') + ';', ';', True);
  if After <> Before then
    RegWriteExpandStringValue(HKA, EnvironmentKey(''), 'Path', Copy(After, 2, Length(After) - 2));
end;
