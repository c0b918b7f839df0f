Feature: Synchronising dossiers
  Agencies send every dossier to the portal: as new when the portal does not know it, else as changed (services §1.3). The portal keeps
  what it acknowledged, counts nothing twice, and says which field of which dossier is wrong.

  Background:
    Given Quảng Ninh province joins the portal
    And Phú Thọ province joins the portal

  @PO-SYNC-01 @PO-SYNC-02
  Scenario: A new dossier is accepted and known from then on
    When Quảng Ninh province sends dossier "A" as new
    Then the portal accepts it
    And the portal knows dossier "A" of Quảng Ninh province in status 2

  @PO-SYNC-03
  Scenario: A dossier that is sent as new twice exists already
    When Quảng Ninh province sends dossier "A" as new
    And Quảng Ninh province sends dossier "A" as new with
      | field         | value |
      | TrangThaiHoSo | 4     |
    Then the portal says that it exists already
    And the portal knows dossier "A" of Quảng Ninh province in status 2
    And the portal counts 1 "dossiers" of Quảng Ninh province

  @PO-SYNC-04 @PO-SYNC-01
  Scenario: A changed dossier replaces what was there
    When Quảng Ninh province sends dossier "A" as new
    And Quảng Ninh province sends dossier "A" as changed with
      | field         | value |
      | TrangThaiHoSo | 4     |
    Then the portal accepts it
    And the portal knows dossier "A" of Quảng Ninh province in status 4
    And the portal counts 1 "dossiers" of Quảng Ninh province
    And the portal counts 1 "updates" of Quảng Ninh province

  @PO-SYNC-05
  Scenario: A changed dossier that is not known is refused
    When Quảng Ninh province sends dossier "A" as changed
    Then the portal refuses it
    And the portal does not know dossier "A" of Quảng Ninh province

  @PO-SYNC-06
  Scenario: A dossier in the form of 2020 is accepted
    When Quảng Ninh province sends dossier "A" as new with
      | field        | value     |
      | KenhThucHien | (nothing) |
      | DinhDanhCHS  | (nothing) |
      | DSKetNoiCSDL | (nothing) |
    Then the portal accepts it
    And the portal knows dossier "A" of Quảng Ninh province in status 2

  @PO-SYNC-07
  Scenario: A dossier with the additions of 2022 is accepted
    When Quảng Ninh province sends dossier "A" as new with
      | field                                | value                       |
      | KenhThucHien                         | 2                           |
      | NoiNopHoSo                           | 2                           |
      | NgayNopHoSo                          | now-1h                      |
      | HoSoCoThanhPhanSoHoa                 | 1                           |
      | TaiKhoanDuocXacThucVoiVNeID          | 1                           |
      | DuocThanhToanTrucTuyen               | 2                           |
      | TaiLieuNop/0/TenTepDinhKem           | don.pdf                     |
      | TaiLieuNop/0/DuongDanTaiTepTin       | http://127.0.0.1:9/don.pdf  |
      | TaiLieuNop/0/DuocSoHoa               | 1                           |
      | TaiLieuNop/0/DuocLayTuKhoDMQG        | 0                           |
      | DSKetNoiCSDL/0/MaCSDL                | 7                           |
    Then the portal accepts it
    And the portal knows dossier "A" of Quảng Ninh province in status 2

  @PO-SYNC-08
  Scenario Outline: <count> dossiers in one call are accepted
    When Quảng Ninh province sends <count> new dossiers in one call
    Then the portal accepts it
    And the portal knows dossier "D1" of Quảng Ninh province in status 2
    And the portal knows dossier "D<count>" of Quảng Ninh province in status 2
    And the portal counts <count> "dossiers" of Quảng Ninh province

    Examples:
      | count |
      | 10    |
      | 100   |

  @PO-SYNC-09
  Scenario: A call with one wrong dossier keeps none and names the wrong one
    When Quảng Ninh province sends two new dossiers in one call, the second with
      | field      | value    |
      | NgayHenTra | tomorrow |
    Then the portal refuses it and names "NgayHenTra"
    And the portal does not know dossier "D1" of Quảng Ninh province
    And the portal does not know dossier "D2" of Quảng Ninh province

  @PO-SYNC-10
  Scenario: A dossier whose answer was lost is not counted twice
    Given the next "DongBoHoSoMC" to the National Public-Service Portal loses its answer
    When Quảng Ninh province sends dossier "A" as new
    And all is well again
    And Quảng Ninh province sends dossier "A" as new
    Then the portal says that it exists already
    And the portal counts 1 "dossiers" of Quảng Ninh province
    And the portal's numbers agree with the recount

  @PO-SYNC-10
  Scenario: A call that arrives twice is counted once
    Given the next "DongBoHoSoMC" to the National Public-Service Portal arrives twice
    When Quảng Ninh province sends dossier "A" as new
    And all is well again
    Then the portal knows dossier "A" of Quảng Ninh province in status 2
    And the portal counts 1 "dossiers" of Quảng Ninh province
    And the portal's numbers agree with the recount

  @PO-SYNC-11 @on-disk
  Scenario: What was acknowledged is there after a power failure
    When Quảng Ninh province sends 10 new dossiers in one call
    And the portal loses power and starts again
    Then the portal knows dossier "D1" of Quảng Ninh province in status 2
    And the portal knows dossier "D10" of Quảng Ninh province in status 2
    And the portal counts 10 "dossiers" of Quảng Ninh province

  @PO-SYNC-12
  Scenario: The code of another agency is refused
    When Quảng Ninh province sends dossier "A" as new with
      | field  | value                     |
      | MaHoSo | 000.00.00.H44-240304-0001 |
    Then the portal refuses it and names "MaHoSo"
    And the portal does not know dossier "A" of Phú Thọ province

  @PO-SYNC-12
  Scenario: Another agency cannot change a dossier
    When Quảng Ninh province sends dossier "A" as new
    And Phú Thọ province sends dossier "A" as changed with
      | field         | value |
      | TrangThaiHoSo | 3     |
    Then the portal refuses it
    And the portal knows dossier "A" of Quảng Ninh province in status 2

  @PO-SYNC-13
  Scenario Outline: The dossier code "<code>" is refused
    When Quảng Ninh province sends dossier "A" as new with
      | field  | value  |
      | MaHoSo | <code> |
    Then the portal refuses it and names "MaHoSo"

    Examples:
      | code                      |
      | HS-0001                   |
      | 000.00.00.H49-241304-0001 |
      | 000.00.00.H49-240304-01   |
      | 000.00.00.H49-240304-0000 |

  @PO-SYNC-14
  Scenario Outline: A dossier without <key> is refused, and the key is named
    When Quảng Ninh province sends dossier "A" as new with
      | field | value     |
      | <key> | (nothing) |
    Then the portal refuses it and names "<key>"

    Examples:
      | key          |
      | MaHoSo       |
      | MaTTHC       |
      | NgayTiepNhan |

  @PO-SYNC-15
  Scenario Outline: The moment "<moment>" is refused, and its field is named
    When Quảng Ninh province sends dossier "A" as new with
      | field      | value    |
      | NgayHenTra | <moment> |
    Then the portal refuses it and names "NgayHenTra"

    Examples:
      | moment         |
      | 2024-03-04     |
      | 20243004093000 |
      | 20240230093000 |
      | 20240304253000 |

  @PO-SYNC-16
  Scenario Outline: A dossier whose <later> lies before <earlier> is refused
    When Quảng Ninh province sends dossier "A" as new with
      | field   | value  |
      | <later> | now-2h |
    Then the portal refuses it and names "<later>"

    Examples:
      | earlier      | later           |
      | NgayTiepNhan | NgayHenTra      |
      | NgayTiepNhan | NgayKetThucXuLy |
      | NgayTiepNhan | NgayTra         |

  @PO-SYNC-17
  Scenario: A text that is too long is refused, and its field is named
    When Quảng Ninh province sends dossier "A" as new with
      | field        | value       |
      | TrichYeuHoSo | (long 1001) |
    Then the portal refuses it and names "TrichYeuHoSo"

  @PO-SYNC-18
  Scenario Outline: The status "<status>" is refused
    When Quảng Ninh province sends dossier "A" as new with
      | field         | value    |
      | TrangThaiHoSo | <status> |
    Then the portal refuses it and names "TrangThaiHoSo"

    Examples:
      | status |
      | 0      |
      | 11     |
      |        |
      | done   |

  @PO-SYNC-19
  Scenario: Numbers where texts belong are taken, and told
    When Quảng Ninh province sends dossier "A" as new with
      | field         | value      |
      | TrangThaiHoSo | (number 2) |
    Then the portal accepts it
    And the portal's message mentions "TrangThaiHoSo"

  @PO-SYNC-20
  Scenario: A working moment before dawn is told: the clock may have been one of twelve hours
    When Quảng Ninh province sends dossier "A" as new with
      | field        | value          |
      | NgayTiepNhan | 20200106033000 |
    Then the portal accepts it
    And the portal's message mentions "NgayTiepNhan"

  @PO-SYNC-21
  Scenario Outline: A dossier that ended in status <end> is not worked on again
    When Quảng Ninh province sends dossier "A" as new with
      | field         | value |
      | TrangThaiHoSo | <end> |
    And Quảng Ninh province sends dossier "A" as changed with
      | field         | value |
      | TrangThaiHoSo | 4     |
    Then the portal refuses it
    And the portal knows dossier "A" of Quảng Ninh province in status <end>

    Examples:
      | end |
      | 3   |
      | 7   |
      | 10  |

  @PO-SYNC-22
  Scenario: A file address that is no web address is refused
    When Quảng Ninh province sends dossier "A" as new with
      | field                          | value              |
      | TaiLieuNop/0/TenTepDinhKem     | don.pdf            |
      | TaiLieuNop/0/DuongDanTaiTepTin | file:///etc/passwd |
    Then the portal refuses it and names "DuongDanTaiTepTin"

  @PO-FIG-01
  Scenario: The portal's numbers are those of what was sent
    When Quảng Ninh province synchronises dossier "A" in status 2
    And Quảng Ninh province synchronises dossier "B" in status 2
    And Quảng Ninh province synchronises dossier "A" in status 4
    And Phú Thọ province synchronises dossier "C" in status 2
    Then the portal counts 2 "dossiers" of Quảng Ninh province
    And the portal counts 1 "updates" of Quảng Ninh province
    And the portal counts 3 "steps" of Quảng Ninh province
    And the portal counts 1 "dossiers" of Phú Thọ province
    And the portal's numbers agree with the recount
