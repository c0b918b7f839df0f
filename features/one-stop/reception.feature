Feature: Codes and reception
  A one-stop system at work, driven by its clerk (services §1.6, §2.1–2.3, §2.9).

  Background:
    Given the one-stop system is open

  @OS-CODE-01 @OS-CODE-51
  Scenario: Three dossiers of a day have three codes
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "submit" with "papers.0.name=don.pdf"
    Then no two dossiers have one code

  @OS-CODE-02 @OS-CODE-52 @clock
  Scenario: The code stands on the receipt
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the dossier's "slips[form=1]/code" is "H49-261123-0001"

  @OS-CODE-03 @OS-CODE-06 @clock
  Scenario: The code is made of agency, day and number
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the code is "H49", "261123" and "0001"

  @OS-CODE-03 @clock
  Scenario: Before September 2020 the agency stands leaf first
    Given it is 2020-08-28 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the code is "000.00.00.H49", "200828" and "0001"

  @OS-CODE-04 @clock
  Scenario: The next day counts from one again
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Given it is 2026-11-24 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the code is "H49", "261124" and "0001"

  @OS-CODE-05 @clock
  Scenario: The ten-thousandth dossier of a day
    Given it is 2026-11-23 09:00
    And 9,998 codes of the day are given
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the code is "H49", "261123" and "9999"
    And the one-stop refuses "receive" with "papers.0.name=don.pdf"

  @OS-RECV-01 @OS-RECV-51 @OS-RECV-02 @OS-RECV-52
  Scenario: A dossier at the counter
    When the clerk does "receive" with "papers.0.name=don.pdf; channel=counter"
    Then the dossier's "channel" is "1"
    And the dossier's "status" is "2"
    And the dossier's "papers/digitised" is "true"

  @OS-RECV-01 @OS-RECV-51 @OS-RECV-02 @OS-RECV-52
  Scenario: A dossier by post, handed in for somebody
    When the clerk does "receive" with "papers.0.name=don.pdf; channel=post; authorised=Người được ủy quyền"
    Then the dossier's "channel" is "3"
    And the dossier's "papers/digitised" is "true"
    And the dossier's "authorised" is "Người được ủy quyền"

  @OS-RECV-01 @OS-RECV-51
  Scenario: A dossier online waits to be looked at
    When the clerk does "submit" with "papers.0.name=don.pdf"
    Then the dossier's "channel" is "2"
    And the dossier's "status" is "1"

  @OS-RECV-03 @OS-RECV-53 @clock
  Scenario: A complete dossier gets a receipt with its due date
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the dossier's "slips[form=1]/title" is "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    And the dossier's "slips[form=1]/lines/Thời gian trả kết quả giải quyết hồ sơ" is "30/11/2026 09:00"

  @OS-RECV-04 @OS-RECV-54
  Scenario: A refusal says why
    When the clerk does "submit" with "papers.0.name=don.pdf"
    Then the one-stop refuses "refuse" with "reason= "
    When the clerk does "refuse" with "reason=Không thuộc thẩm quyền"
    Then the dossier's "status" is "3"
    And the dossier's "slips[form=3]/lines/Lý do" is "Không thuộc thẩm quyền"

  @OS-RECV-05 @OS-RECV-55
  Scenario: An immediate result needs no receipt
    When the clerk does "receive" with "procedure=2.000815"
    Then the dossier has 0 of "slips[form=1]"
    And the dossier's "status" is "2"
    When the clerk does "receive" with "procedure=2.000815; wants_receipt=true"
    Then the dossier has 1 of "slips[form=1]"

  @OS-RECV-06 @OS-RECV-56
  Scenario: Acceptance is told by e-mail and SMS
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "accept" with ""
    Then the dossier has 1 of "notices[about=accepted,by=email]"
    And the dossier has 1 of "notices[about=accepted,by=sms]"

  @OS-RECV-07
  Scenario: What was decided is not decided again
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "accept" with ""
    Then the one-stop refuses "accept" with ""
    And the one-stop refuses "refuse" with "reason=Nhầm"
