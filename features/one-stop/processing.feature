Feature: Time and processing
  A one-stop system at work, driven by its clerk (services §1.6, §2.1–2.3, §2.9).

  Background:
    Given the one-stop system is open

  @OS-TIME-01 @OS-TIME-51 @clock
  Scenario: Received at 14:59, forwarded the same day
    Given it is 2026-11-23 14:59
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Given it is 2026-11-23 17:00
    When the clerk does "tick" with ""
    Then the dossier's "status" is "4"

  @OS-TIME-01 @OS-TIME-51 @clock
  Scenario: Received at 15:00 sharp, forwarded the same day
    Given it is 2026-11-23 15:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Given it is 2026-11-23 17:00
    When the clerk does "tick" with ""
    Then the dossier's "status" is "4"

  @OS-TIME-02 @OS-TIME-52 @clock
  Scenario: Received at 15:01 on a Friday, forwarded on Monday morning
    Given it is 2026-11-20 15:01
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Given it is 2026-11-23 08:00
    When the clerk does "tick" with ""
    Then the dossier's "status" is "4"

  @OS-TIME-03 @OS-TIME-53 @clock
  Scenario: An online dossier goes on at once
    Given it is 2026-11-23 16:30
    When the clerk does "submit" with "papers.0.name=don.pdf"
    And the clerk does "accept" with ""
    And the clerk does "tick" with ""
    Then the dossier's "status" is "4"

  @OS-TIME-04 @clock
  Scenario: Five working days over a weekend
    Given it is 2026-11-20 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the dossier's "due" is "2026-11-27 09:00"

  @OS-TIME-04 @clock
  Scenario: Five working days over Tết
    Given it is 2026-02-13 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the dossier's "due" is "2026-02-27 09:00"

  @OS-TIME-04 @clock
  Scenario: Five working days over the New Year
    Given it is 2026-12-30 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the dossier's "due" is "2027-01-07 09:00"

  @OS-TIME-05 @clock
  Scenario: What arrives in the evening counts from the morning
    Given it is 2026-11-23 20:00
    When the clerk does "submit" with "papers.0.name=don.pdf"
    Then the dossier's "answer_by" is "2026-11-24 17:00"

  @OS-PROC-01 @OS-PROC-51
  Scenario: A verification is logged
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "step" with "content=Kiểm tra thực địa; place=Phường Hồng Gai; participants=Sở GTVT|UBND phường"
    Then the dossier's "steps[content=Kiểm tra thực địa]/place" is "Phường Hồng Gai"
    And the dossier's "steps[content=Kiểm tra thực địa]/participants" is "Sở GTVT; UBND phường"

  @OS-PROC-02 @clock
  Scenario: Every step is in the history, with its officer
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-11-23 10:30
    When the clerk does "step" with "content=Thẩm định; officer.name=Cán bộ Thử"
    Then the dossier's "steps[content=Thẩm định]/at" is "2026-11-23 10:30"
    And the dossier's "steps[content=Thẩm định]/officer" is "Cán bộ Thử"
    And the dossier has 3 of "steps"

  @OS-PROC-03
  Scenario: The look-up follows every status
    When the clerk does "submit" with "papers.0.name=don.pdf"
    Then the page "public" shows "completion" as "10"
    When the clerk does "accept" with ""
    Then the page "public" shows "completion" as "20"
    When the clerk does "transfer" with ""
    Then the page "public" shows "completion" as "50"
    When the clerk does "finish" with "content=GPLX"
    Then the page "public" shows "completion" as "90"
    When the clerk does "return" with ""
    Then the page "public" shows "completion" as "100"

  @OS-PROC-04 @OS-PROC-54 @clock
  Scenario: A consultation has content, deadline and agency
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "consult" with "agency=Sở Y tế; content=Xác nhận sức khỏe; days=2"
    Then the dossier's "consultations/deadline" is "2026-11-25 09:00"
    And the dossier's "consultations/agency" is "Sở Y tế"
    And the dossier's "consultations/content" is "Xác nhận sức khỏe"

  @OS-PROC-05 @OS-PROC-55 @clock
  Scenario: A body that stays silent is reported
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "consult" with "agency=Sở Y tế; content=Xác nhận; days=2"
    Given it is 2026-11-25 09:01
    When the clerk does "tick" with ""
    Then the dossier has 1 of "notices[about=unanswered,by=inside]"

  @OS-PROC-06 @OS-PROC-56 @clock
  Scenario: Several agencies get it at once
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "together" with "lead=Sở GTVT; tasks.0.agency=Sở GTVT; tasks.0.content=Chủ trì; tasks.0.days=2; tasks.1.agency=Sở Y tế; tasks.1.content=Phối hợp; tasks.1.days=1"
    Then the dossier's "tasks[leads=true]/agency" is "Sở GTVT"
    And the dossier's "tasks/sent" is "2026-11-23 09:00; 2026-11-23 09:00"
    And the dossier's "tasks[agency=Sở Y tế]/deadline" is "2026-11-24 09:00"

  @OS-PROC-07 @OS-PROC-57
  Scenario: The upper level sends its result back
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "upper" with "agency=Một cửa Bộ GTVT"
    Then the one-stop refuses "finish" with "content=GPLX"
    When the clerk does "upper-result" with "content=GPLX"
    Then the dossier's "status" is "9"
    And the dossier's "upper/back" is "true"

  @OS-PROC-08 @OS-PROC-58
  Scenario: A refusal after appraisal says why
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the one-stop refuses "reject" with "reason= "
    When the clerk does "reject" with "reason=Không đủ điều kiện"
    Then the dossier's "status" is "9"
    And the dossier's "result/refusal" is "Không đủ điều kiện"
    And the dossier's "slips[form=3]/lines/Lý do" is "Không đủ điều kiện"

  @OS-PROC-08 @OS-PROC-58 @clock
  Scenario: No refusal after the term
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-11-30 09:01
    Then the one-stop refuses "reject" with "reason=Không đủ điều kiện"

  @OS-PROC-09
  Scenario: A withdrawn dossier stays withdrawn
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "withdraw" with ""
    Then the dossier's "status" is "7"
    And the one-stop refuses "transfer" with ""
    And the one-stop refuses "step" with "content=Thẩm định"

  @OS-PROC-10
  Scenario: A stranger cannot withdraw
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the one-stop refuses "withdraw" with "by=000000000001"
    And the dossier's "status" is "2"

  @OS-LATE-01 @OS-LATE-51 @clock
  Scenario: Warned one day before
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-11-26 09:00
    When the clerk does "tick" with ""
    Then the dossier has 0 of "notices[about=due-soon]"
    Given it is 2026-11-27 09:00
    When the clerk does "tick" with ""
    And the clerk does "tick" with ""
    Then the dossier has 1 of "notices[about=due-soon]"

  @OS-LATE-02 @OS-LATE-52 @clock
  Scenario: An apology gives reason and new date
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-11-27 09:00
    Then the one-stop refuses "apologise" with "reason= ; days=2"
    When the clerk does "apologise" with "reason=Quá tải; days=2"
    Then the dossier's "slips[form=4]/lines/Lý do" is "Quá tải"
    And the dossier's "slips[form=4]/lines/Thời gian hẹn lại" is "02/12/2026 09:00"

  @OS-LATE-03 @OS-LATE-53
  Scenario: There is one new appointment
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "apologise" with "reason=Quá tải; days=2"
    Then the one-stop refuses "apologise" with "reason=Vẫn quá tải; days=2"

  @OS-LATE-04 @OS-LATE-54 @clock
  Scenario: The new date is in the system and told
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "apologise" with "reason=Quá tải; days=2"
    Then the dossier's "due" is "2026-12-02 09:00"
    And the dossier has 1 of "notices[about=apology,by=sms]"
