Feature: Supplements
  A one-stop system at work, driven by its clerk (services §1.6, §2.1–2.3, §2.9).

  Background:
    Given the one-stop system is open

  @OS-SUP-01 @OS-SUP-51
  Scenario: A supplement request has its slip
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Bản sao CCCD|; reason=Thiếu giấy tờ"
    Then the dossier's "status" is "5"
    And the dossier's "slips[form=2]/lines/Lý do" is "Thiếu giấy tờ"

  @OS-SUP-02 @OS-SUP-52
  Scenario: Everything that is missing stands on one slip
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Bản sao CCCD|Ảnh 3x4; reason=Thiếu giấy tờ"
    Then the dossier's "slips[form=2]/lines/Nội dung yêu cầu bổ sung" contains "Bản sao CCCD"
    And the dossier's "slips[form=2]/lines/Nội dung yêu cầu bổ sung" contains "Ảnh 3x4"

  @OS-SUP-03 @OS-SUP-53
  Scenario: Nothing is asked for twice during reception
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Ảnh|; reason=Thiếu"
    And the clerk does "supplement" with ""
    Then the dossier's "status" is "1"
    And the one-stop refuses "ask-supplement" with "items=CCCD|; reason=Thiếu"

  @OS-SUP-04 @OS-SUP-54
  Scenario: A missing paper is told once, by e-mail and by SMS
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Ảnh|; reason=Thiếu"
    Then the dossier has 1 of "notices[about=supplement,by=email]"
    And the dossier has 1 of "notices[about=supplement,by=sms]"

  @OS-SUP-05 @OS-SUP-55 @clock
  Scenario: Given back within three working days, not on the fourth
    Given it is 2026-11-20 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-11-25 09:00
    When the clerk does "ask-supplement" with "items=Ảnh|; reason=Không đủ điều kiện"
    Then the dossier's "status" is "5"
    Given it is 2026-11-26 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-12-01 09:01
    Then the one-stop refuses "ask-supplement" with "items=Ảnh|; reason=Không đủ điều kiện"

  @OS-SUP-06 @OS-SUP-56 @clock
  Scenario: Once complete the term begins from zero
    Given it is 2026-11-20 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-11-23 09:00
    When the clerk does "ask-supplement" with "items=Ảnh|; reason=Không đủ điều kiện"
    Given it is 2026-11-26 10:00
    When the clerk does "supplement" with "papers.0.name=anh.jpg"
    Then the dossier's "status" is "2"
    And the dossier's "due" is "2026-12-03 10:00"

  @OS-SUP-07 @clock
  Scenario: Supplementing during reception moves the due date
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Ảnh|; reason=Thiếu"
    Given it is 2026-11-25 09:00
    When the clerk does "supplement" with ""
    Then the dossier's "due" is "2026-12-02 09:00"

  @OS-SUP-08
  Scenario: A stranger cannot supplement
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Ảnh|; reason=Thiếu"
    Then the one-stop refuses "supplement" with "by=000000000001"

  @OS-SUP-09 @clock
  Scenario: Closed only when the deadline has passed
    Given it is 2026-11-23 09:00
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "ask-supplement" with "items=Ảnh|; reason=Thiếu; days=3"
    Then the dossier's "supplements/deadline" is "2026-11-26 17:00"
    Given it is 2026-11-26 16:59
    Then the one-stop refuses "close" with ""
    Given it is 2026-11-27 07:00
    When the clerk does "close" with ""
    Then the dossier's "status" is "3"
