Feature: Synchronisation with the portal
  A one-stop system at work, driven by its clerk (services §1.6, §2.1–2.3, §2.9).

  Background:
    Given the one-stop system is open and synchronises

  @OS-SYNC-01
  Scenario: A new dossier is told as new, its changes as updates
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the portal heard 2 of "DongBoHoSoMC"
    And the portal took 2 of "DongBoHoSoMC"
    And the portal's steps have "TrangThai" "2; 4"

  @OS-SYNC-02
  Scenario: A duplicate is sent again as an update
    Given the portal "forgets in look-ups"
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the portal took 3 of "DongBoHoSoMC"

  @OS-SYNC-03
  Scenario: Progress waits for the dossier
    Given the portal "refuses dossiers"
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the portal heard 1 of "DongBoHoSoMC"
    And the portal heard 0 of "CapNhatTienDoHoSoMC"

  @OS-SYNC-04
  Scenario: A session that ended is begun again
    Given the portal "ends sessions after four calls"
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "step" with "content=Thẩm định"
    Then the portal took 3 of "CapNhatTienDoHoSoMC"

  @OS-SYNC-05
  Scenario: What waits is told when the portal is back
    Given the portal "is away"
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the portal heard 0 of "DongBoHoSoMC"
    Given the portal "is back"
    When the clerk does "step" with "content=Thẩm định"
    Then the portal took 3 of "DongBoHoSoMC"
    And the portal's steps have "TrangThai" "2; 4; 4"

  @OS-SYNC-06
  Scenario: Every status keeps its code
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Ảnh|; reason=Thiếu"
    And the clerk does "supplement" with ""
    And the clerk does "accept" with ""
    And the clerk does "ask-fee" with ""
    And the clerk does "paid" with "method=direct"
    And the clerk does "transfer" with ""
    And the clerk does "stop" with "reason=Chờ bản án"
    And the clerk does "recall" with ""
    And the clerk does "finish" with "content=X"
    And the clerk does "return" with ""
    Then the portal's steps have "TrangThai" "1; 5; 1; 2; 6; 2; 4; 8; 4; 9; 10"

  @OS-SYNC-07
  Scenario: The portal has the code of the slip
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the portal knows the dossier by its own code

  @OS-SYNC-08 @clock
  Scenario: An afternoon is written as an afternoon
    Given it is 2026-11-23 14:45
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the portal's dossier has "NgayTiepNhan" "20261123144500"
    And the portal's dossier has "NgayHenTra" "20261130144500"

  @OS-SYNC-09
  Scenario: Names keep the limits
    When the clerk does "receive" with "papers.0.name=don.pdf; officer.name=Nguyễn Thị Một Cái Tên Rất Dài Không Ai Có Ngoài Đời Thật Bao Giờ"
    Then the portal's steps keep the limits

  @OS-SYNC-10
  Scenario: The portal knows a dossier at the counter
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the portal's dossier has "KenhThucHien" "1"

  @OS-SYNC-10
  Scenario: The portal knows a dossier online
    When the clerk does "submit" with "papers.0.name=don.pdf"
    Then the portal's dossier has "KenhThucHien" "2"

  @OS-SYNC-11
  Scenario: Fax and field are what they say
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the portal's dossier has "Fax" ""
    And the portal's dossier has "MaLinhVuc" "G04-GT01"

  @OS-SYNC-12
  Scenario: Papers, fees and results are shared
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    And the clerk does "paid" with "method=direct"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=GPLX"
    Then the portal's dossier has "TaiLieuNop/TenTepDinhKem" "don.pdf"
    And the portal's dossier has "DanhSachLePhi/Gia" "135000"
    And the portal's dossier has "DanhSachGiayToKetQua/MaGiayToKetQua" "KQ.1.002820"

  @OS-SYNC-13
  Scenario: Codes written as numbers are understood
    Given the portal "writes codes as numbers"
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the portal took 2 of "DongBoHoSoMC"
    And the portal took 2 of "CapNhatTienDoHoSoMC"

  @OS-SYNC-13
  Scenario: Codes written as 00 are understood
    Given the portal "writes codes as 00"
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the portal took 2 of "DongBoHoSoMC"
    And the portal took 2 of "CapNhatTienDoHoSoMC"

  @OS-SYNC-14
  Scenario: An immediate result is told
    When the clerk does "receive" with "procedure=2.000815"
    Then the portal took 1 of "DongBoHoSoMC"
