Feature: Results and fees
  A one-stop system at work, driven by its clerk (services §1.6, §2.1–2.3, §2.9).

  Background:
    Given the one-stop system is open

  @OS-RES-01 @OS-RES-51
  Scenario: An early result is announced
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=GPLX"
    Then the dossier has 1 of "notices[about=ready,by=sms]"
    And the dossier's "notices[about=ready,by=sms]/text" contains "trước hạn"

  @OS-RES-02 @OS-RES-52
  Scenario: The result is kept
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=GPLX số 1"
    And the clerk does "return" with ""
    Then the dossier's "result/content" is "GPLX số 1"
    And the dossier's "result/paper" is "KQ.1.002820"

  @OS-RES-03 @OS-RES-53
  Scenario: Originals go back
    When the clerk does "receive" with "papers.0.name=gplx-cu.pdf; papers.0.original=true"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=GPLX"
    And the clerk does "return" with ""
    Then the dossier's "originals_back" is "true"

  @OS-RES-04
  Scenario: Nothing is returned before it is there
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    Then the one-stop refuses "return" with ""

  @OS-RES-05 @OS-RES-55 @OS-RES-07
  Scenario: Mending costs the applicant nothing
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "finish" with "content=GPLX sai tên"
    And the clerk does "return" with ""
    And the clerk does "mend" with "what=GPLX đúng tên"
    Then the dossier's "result/content" is "GPLX đúng tên"
    And the dossier's "cancelled" is "GPLX sai tên"
    And the dossier's "charge/amount" is ""

  @OS-RES-06 @OS-RES-56
  Scenario: A loss is apologised for
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "transfer" with ""
    And the clerk does "mend" with "what=Mất bản sao; lost=true"
    Then the dossier has 1 of "slips[form=4]"
    And the dossier has 1 of "notices[about=apology,by=sms]"

  @OS-FEE-01 @OS-FEE-51 @OS-FEE-04
  Scenario: A fee is paid at the counter
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    Then the dossier's "status" is "6"
    And the dossier's "charge/amount" is "135000"
    When the clerk does "paid" with "method=direct; proof=BL-1"
    Then the dossier's "status" is "2"
    And the dossier's "charge/paid/method" is "direct"

  @OS-FEE-01 @OS-FEE-51 @OS-FEE-04
  Scenario: A fee is paid by transfer
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    Then the dossier's "status" is "6"
    And the dossier's "charge/amount" is "135000"
    When the clerk does "paid" with "method=transfer; proof=BL-1"
    Then the dossier's "status" is "2"
    And the dossier's "charge/paid/method" is "transfer"

  @OS-FEE-01 @OS-FEE-51 @OS-FEE-04
  Scenario: A fee is paid by post
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    Then the dossier's "status" is "6"
    And the dossier's "charge/amount" is "135000"
    When the clerk does "paid" with "method=post; proof=BL-1"
    Then the dossier's "status" is "2"
    And the dossier's "charge/paid/method" is "post"

  @OS-FEE-01 @OS-FEE-51 @OS-FEE-04
  Scenario: A fee is paid online
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    Then the dossier's "status" is "6"
    And the dossier's "charge/amount" is "135000"
    When the clerk does "paid" with "method=online; proof=BL-1"
    Then the dossier's "status" is "2"
    And the dossier's "charge/paid/method" is "online"

  @OS-FEE-02 @OS-FEE-52
  Scenario: What is not paid at the counter has a proof
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    Then the one-stop refuses "paid" with "method=transfer"
    When the clerk does "paid" with "method=transfer; proof=UNC-1"
    Then the dossier's "charge/paid/proof" is "UNC-1"

  @OS-FEE-03
  Scenario: A payment that comes twice counts once
    When the clerk does "receive" with "papers.0.name=don.pdf"
    And the clerk does "ask-fee" with ""
    And the clerk does "paid" with "method=online; proof=GD-1"
    And the clerk does "paid" with "method=online; proof=GD-1"
    Then the dossier's "charge/amount" is "135000"
    And the one-stop refuses "paid" with "method=online; proof=GD-2"
