Feature: Dossiers submitted on the portal
  What a citizen submits on the portal reaches the agency at once, carries what the portal knows of him, and comes back with what
  became of it (services §1.2, NĐ 61/2018/NĐ-CP Art. 18, NĐ 224/2026/NĐ-CP Art. 15).

  Background:
    Given Quảng Ninh province joins the portal with an address for submitted dossiers
    And citizen "An" has an account on the portal

  @PO-PUSH-01 @PO-PUSH-02 @PO-PUSH-03
  Scenario: A submitted dossier reaches the agency at once
    When citizen "An" sends to "/portal/dossiers"
      | field            | value                      |
      | procedure        | 1.900001                   |
      | agency           | 000.00.00.H49              |
      | documents/0/name | don.pdf                    |
      | documents/0/url  | http://127.0.0.1:9/don.pdf |
    Then the page answers with HTTP 201
    And the agency received the submitted dossier 1 times
    And the submitted dossier carries "don.pdf" in "TaiLieuNop/0/TenTepDinhKem"
    And the portal counts 1 "submitted" of Quảng Ninh province

  @PO-PUSH-04
  Scenario: What was submitted while the agency was away reaches it later, once
    When the agency's own system is away
    And citizen "An" sends to "/portal/dossiers"
      | field     | value         |
      | procedure | 1.900001      |
      | agency    | 000.00.00.H49 |
    And the agency received the submitted dossier 0 times
    And the agency's own system is back and the portal pushes what waits
    And the agency's own system is back and the portal pushes what waits
    Then the agency received the submitted dossier 1 times

  @PO-PUSH-05 @PO-PUSH-06
  Scenario: Nobody is asked again for what the portal knows
    When citizen "An" opens "/portal/prefill"
    Then the page shows
      | field  | value       |
      | name   | [name An]   |
      | number | [number An] |
    When citizen "An" sends to "/portal/dossiers"
      | field     | value         |
      | procedure | 1.900001      |
      | agency    | 000.00.00.H49 |
    Then the submitted dossier carries "[name An]" in "ChuHoSo"
    And the submitted dossier carries "[tech An]" in "MaDoiTuong"
    And the submitted dossier carries "[number An]" in "DinhDanhCHS/0/SoDinhDanh"

  @PO-PUSH-07
  Scenario: A procedure that is not online takes no dossier
    When citizen "An" sends to "/portal/dossiers"
      | field     | value         |
      | procedure | 1.002820      |
      | agency    | 000.00.00.H49 |
    Then the page answers with HTTP 400

  @PO-PUSH-08
  Scenario: Only who is logged in submits
    When anybody sends to "/portal/dossiers"
      | field     | value         |
      | procedure | 1.900001      |
      | agency    | 000.00.00.H49 |
    Then the page answers with HTTP 401

  @PO-STAT-01 @PO-STAT-02
  Scenario: The agency refuses a submitted dossier with status 11, and the citizen sees the reason
    When citizen "An" sends to "/portal/dossiers"
      | field     | value         |
      | procedure | 1.900001      |
      | agency    | 000.00.00.H49 |
    And Quảng Ninh province asks the portal for "DongBoTrangThaiHoSo" with
      | field           | value                     |
      | type            | 2                         |
      | data/MaHoSo     | [id]                      |
      | data/MaHoSoDonVi | 000.00.00.H49-240304-0007 |
      | data/TrangThai  | 11                        |
      | data/NoiDung    | Giấy khám sức khỏe hết hạn |
      | data/NgayXuLy   | now                       |
    Then the portal accepts it
    When citizen "An" opens "/portal/dossiers/[id]"
    Then the page shows
      | field           | value                      |
      | status          | 3                          |
      | steps/0/content | Giấy khám sức khỏe hết hạn |
    When citizen "An" opens "/portal/dossiers/000.00.00.H49-240304-0007"
    Then the page shows
      | field  | value |
      | status | 3     |
      | code   | [id]  |

  @PO-STAT-03
  Scenario: A status that is sent without its envelope is refused
    When Quảng Ninh province asks the portal for "DongBoTrangThaiHoSo" with
      | field     | value                     |
      | MaHoSo    | 000.00.00.G22-240304-0001 |
      | TrangThai | 9                         |
    Then the portal refuses it
