Feature: Sessions and calls
  An agency logs in, keeps the session and calls services by name through one endpoint (services §1.1). What is wrong with a call is
  said in the reply; strangers get nothing.

  Background:
    Given Quảng Ninh province joins the portal

  @PO-AUTH-01 @PO-CALL-01
  Scenario: A call with a session is served
    When Quảng Ninh province asks the portal for "LayDanhMucCoQuan"
    Then the portal accepts it
    And the portal's answer has the shape of its replies

  @PO-AUTH-01 @PO-AUTH-02
  Scenario Outline: A call <wrong> is refused
    When Quảng Ninh province makes a call <wrong>
    Then the portal refuses it and names "phiên"
    And the portal's answer has the shape of its replies

    Examples:
      | wrong                  |
      | without a session      |
      | with a made-up session |

  @PO-AUTH-03
  Scenario: A wrong password gives no session
    When Quảng Ninh province logs in at the portal with a wrong password
    Then the portal refuses it
    And the page shows
      | field   | value     |
      | session | (nothing) |

  @PO-AUTH-04
  Scenario: A call without the routing header is refused
    When Quảng Ninh province makes a call without dstcode
    Then the portal refuses it and names "dstcode"

  @PO-AUTH-05 @clock
  Scenario: A session does not last for ever
    Then the session of Quảng Ninh province ends within 1 day

  @PO-AUTH-05 @clock
  Scenario: A system that logs in anew is served again
    When Quảng Ninh province synchronises dossier "A" in status 2
    And 1 day pass
    And Quảng Ninh province synchronises dossier "A" in status 4
    Then the portal knows dossier "A" of Quảng Ninh province in status 4

  @PO-AUTH-06
  Scenario: An account does not speak for another agency
    When Quảng Ninh province makes a call in the name of another agency
    Then the portal refuses it

  @PO-CALL-02
  Scenario: A service that does not exist is refused with its name
    When Quảng Ninh province makes a call for a service that does not exist
    Then the portal refuses it and names "LayMoiThu"
    And the portal's answer has the shape of its replies

  @PO-CALL-03
  Scenario Outline: A call <wrong> gets a reply that says so
    When Quảng Ninh province makes a call <wrong>
    Then the portal refuses it
    And the portal's answer has the shape of its replies

    Examples:
      | wrong                                |
      | with = in place of :                 |
      | nested 10,000 deep                   |
      | with an empty body                   |
      | with a text inside that is no JSON   |

  @PO-CALL-04
  Scenario: A call with a key twice is refused: nobody knows which of the two would count
    When Quảng Ninh province makes a call with a key twice
    Then the portal refuses it

  @PO-LOG-01
  Scenario: What was served and what was refused stands in the log
    When Quảng Ninh province asks the portal for "LayDanhMucLinhVuc"
    And Quảng Ninh province makes a call for a service that does not exist
    Then the portal's log holds "LayDanhMucLinhVuc" with the outcome "0"
    And the portal's log holds "LayMoiThu" with the outcome "-1"
