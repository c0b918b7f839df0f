Feature: Slips, records and judgement
  A one-stop system at work, driven by its clerk (services §1.6, §2.1–2.3, §2.9).

  Background:
    Given the one-stop system is open

  @OS-SLIP-01
  Scenario: Six forms, A5 and A4
    Then the page "clerk/show/forms" shows "forms/form" as "1; 2; 3; 4; 5; 6"
    And the page "clerk/show/forms" shows "forms/paper" as "A5; A5; A5; A5; A5; A4"

  @OS-SLIP-02 @OS-SLIP-03
  Scenario: Slips are signed and offer a rating
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then the dossier's "slips[form=1]/signed_by" is "Cán bộ một cửa"
    And the dossier's "slips[form=1]/rating" contains "rating"

  @OS-SLIP-04
  Scenario: Script in a name is text on the slip
    When the clerk does "receive" with "applicant.name=<script>alert(1)</script>"
    Then the dossier's "slips/html" does not contain "<script>"
    And the dossier's "slips/html" contains "&lt;script&gt;"

  @OS-BOOK-01
  Scenario: The book lists every dossier
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "receive" with "papers.0.name=don.pdf"
    Then the page "clerk/show/book" shows "rows/status" as "2; 2"

  @OS-BOOK-02
  Scenario: The statistics count every dossier
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "submit" with "papers.0.name=don.pdf"
    Then the page "clerk/show/statistics" shows "received" as "2"
    And the page "clerk/show/statistics" shows "statuses[status=2]/count" as "1"

  @OS-LOOK-01
  Scenario: Strangers see how far it is
    When the clerk does "receive" with "papers.0.name=don.pdf"
    Then strangers see the code and how far it is, nothing else

  @OS-RATE-01 @OS-RATE-51
  Scenario: A dossier is judged once
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=GPLX"
    And the clerk does "return" with ""
    And the clerk does "rate" with "points=2; text=Tốt"
    Then the one-stop refuses "rate" with "points=0"
    And the dossier's "rating" is "2"

  @OS-IND-01 @OS-IND-02 @clock
  Scenario: Indicators are means with one decimal
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=X"
    And the clerk does "return" with ""
    And the clerk does "rate" with "points=2"
    And the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=X"
    And the clerk does "return" with ""
    And the clerk does "rate" with "points=1"
    And the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=X"
    And the clerk does "return" with ""
    And the clerk does "rate" with "points=1"
    Then the page "clerk/show/indicators" shows "scores" as "2.0; 2.0; 2.0; 2.0; 2.0; 2.0; 1.3; 2.0; 0.0"
    And the page "clerk/show/indicators" shows "sum" as "15.3"
    And the page "clerk/show/indicators" shows "grade" as "xuất sắc"

  @OS-IND-02 @OS-IND-03 @clock
  Scenario: Lateness costs points and the grade
    Given it is 2026-11-23 09:00
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Given it is 2026-12-10 09:00
    When the clerk does "finish" with "content=X"
    And the clerk does "return" with ""
    And the clerk does "rate" with "points=0"
    Then the page "clerk/show/indicators" shows "scores" as "0.0; 0.0; 2.0; 2.0; 2.0; 2.0; 0.0; 2.0; 0.0"
    And the page "clerk/show/indicators" shows "sum" as "10.0"
    And the page "clerk/show/indicators" shows "grade" as "khá"
