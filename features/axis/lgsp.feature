@lgsp
Feature: The LGSP face
  Provinces put a REST facade in front of the axis. It is a second face of the same axis: what goes in on one side comes out on
  the other.

  Background:
    Given the Ministry of Finance is connected to the axis
    And Lạng Sơn province is connected to the axis through LGSP

  @AX-LGSP-01 @AX-LGSP-10
  Scenario: A document sent through the LGSP is received through the SDK face
    When Lạng Sơn province sends a document to the Ministry of Finance
    Then the axis accepts it
    And the Ministry of Finance finds the document exactly once

  @AX-LGSP-10
  Scenario: A document sent through the SDK face is received through the LGSP
    When the Ministry of Finance sends a document to Lạng Sơn province
    Then Lạng Sơn province finds the document exactly once

  @AX-LGSP-02 @clock
  Scenario: The LGSP lists by days
    Given it is 2026-05-28 10:00
    When the Ministry of Finance sends a document to Lạng Sơn province
    And Lạng Sơn province asks the LGSP for its documents from "2026/05/27" to "2026/05/29"
    Then the axis accepts it
    And the answer lists 1 items
    When Lạng Sơn province asks the LGSP for its documents from "2026/05/28" to "2026/05/28"
    Then the answer lists 0 items

  @AX-LGSP-03
  Scenario: The LGSP gives the package and the attachments
    When the Ministry of Finance sends a document to Lạng Sơn province
    Then the LGSP gives Lạng Sơn province the package and the attachments of the document

  @AX-LGSP-04
  Scenario: What is done leaves the list of the LGSP
    When the Ministry of Finance sends a document to Lạng Sơn province
    And Lạng Sơn province acknowledges the document as done
    Then the axis accepts it
    And Lạng Sơn province does not find the document

  @AX-LGSP-05
  Scenario: A wrong secret is answered with 401
    When Lạng Sơn province asks the LGSP with a wrong secret
    Then the answer has the HTTP status 401

  @AX-LGSP-06
  Scenario: An unknown receiver is error 18
    When Lạng Sơn province sends a document to the code "000.99.99.Z99"
    Then the axis refuses it with the error code "18"

  @AX-LGSP-07
  Scenario: A sender that is not the registered one is error 19
    Given the Government Office is connected to the axis
    When Lạng Sơn province sends the Ministry of Finance through the LGSP a package of the Government Office
    Then the axis refuses it with the error code "19"

  @AX-LGSP-08
  Scenario: A package that breaks the standard is error 22
    When Lạng Sơn province sends the Ministry of Finance a package with the namespace of another schema
    Then the axis refuses it with the error code "22"

  @AX-LGSP-09 @embedded
  Scenario: A closed receiver is error 23
    Given the code of the Ministry of Finance is closed
    When Lạng Sơn province sends a document to the Ministry of Finance
    Then the axis refuses it with the error code "23"

  @AX-LGSP-11 @clock
  Scenario: A token ends after thirty minutes
    Given it is 2026-05-28 10:00
    When Lạng Sơn province logs in at the LGSP
    And 29 minutes pass
    And Lạng Sơn province asks the LGSP for the directory with its token
    Then the axis accepts it
    When 2 minutes pass
    And Lạng Sơn province asks the LGSP for the directory with its token
    Then the answer has the HTTP status 401
