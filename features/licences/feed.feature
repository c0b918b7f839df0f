Feature: The feed of the licence system to provinces
  A province's one-stop system fetches the applications that citizens made on the portal: it logs in, lists what came in, asks for each
  application and fetches its papers (services §5.1). Every answer carries error_code, and nobody sees another unit's applications.

  Background:
    Given Quảng Ninh's Department of Transport is connected to the licence system

  @LI-AUTH-01
  Scenario: The right password opens a session
    When Quảng Ninh's Department of Transport logs in
    Then a session is opened

  @LI-AUTH-02
  Scenario: A wrong password opens none
    When Quảng Ninh's Department of Transport logs in with a wrong password
    Then the licence system refuses it

  @LI-AUTH-03
  Scenario: A made-up session is refused
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Quảng Ninh's Department of Transport asks with a session of its own making
    Then the licence system refuses it

  @LI-AUTH-04 @clock
  Scenario: A session that ran out is refused
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Quảng Ninh's Department of Transport asks for the latest applications
    Then the licence system accepts it
    When 1 hour pass
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the licence system refuses it
    When Quảng Ninh's Department of Transport logs in
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the licence system accepts it

  @LI-AUTH-05
  Scenario: A locked account is refused, also in a session opened before
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Quảng Ninh's Department of Transport logs in
    And the operator locks the account of Quảng Ninh's Department of Transport
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the licence system refuses it

  @LI-LIST-01
  Scenario: The list holds what citizens handed in, each once
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When 2 more citizens apply to Quảng Ninh's Department of Transport
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the licence system accepts it
    And the list holds 3 applications
    And the list holds the application

  @LI-LIST-02 @clock
  Scenario: The list holds the days asked for and no others
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When 3 days pass
    And Quảng Ninh's Department of Transport logs in
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the list holds the application
    When 1 day pass
    And Quảng Ninh's Department of Transport logs in
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the list does not hold the application

  @LI-LIST-03
  Scenario: Another unit's applications are not listed
    Given Lạng Sơn's Department of Transport is connected to the licence system
    And a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Lạng Sơn's Department of Transport asks for the latest applications
    Then the list does not hold the application
    When Lạng Sơn's Department of Transport asks for the applications of Quảng Ninh's Department of Transport
    Then the licence system refuses it

  @LI-LIST-04
  Scenario Outline: A call with <flaw> is refused with the field
    When Quảng Ninh's Department of Transport asks for the latest applications with <flaw>
    Then the licence system refuses it and names "<field>"

    Examples:
      | flaw                            | field     |
      | days written dd/MM/yyyy         | ngayNhan1 |
      | a month of 13                   | ngayNhan1 |
      | minutes where the month stands  | ngayNhan1 |
      | the last day before the first   | ngayNhan1 |
      | no service                      | service   |
      | an unknown service              | service   |
      | a list of services              | service   |
      | no unit                         | donViXuLy |

  @LI-GET-01
  Scenario: An application comes with its applicant, the licence and every paper
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Quảng Ninh's Department of Transport asks for the application
    Then the licence system accepts it
    And the application names its applicant, the licence and every paper

  @LI-GET-02
  Scenario: Dates are written as the feed writes them
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Quảng Ninh's Department of Transport asks for the application
    Then its dates are written as the feed writes them

  @LI-GET-03
  Scenario: An application that does not exist is refused
    When Quảng Ninh's Department of Transport asks for the application "000.00.00.G04-991231-9999"
    Then the licence system refuses it

  @LI-GET-04
  Scenario: Another unit's application and papers are refused
    Given Lạng Sơn's Department of Transport is connected to the licence system
    And a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Lạng Sơn's Department of Transport asks for the application
    Then the licence system refuses it
    When Lạng Sơn's Department of Transport asks for a paper of the application
    Then the licence system refuses it

  @LI-FILE-01
  Scenario: Papers come as they were handed in
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    Then Quảng Ninh's Department of Transport can fetch every paper as it was handed in

  @LI-FILE-02
  Scenario Outline: The path <path> leads nowhere
    When Quảng Ninh's Department of Transport asks for the file "<path>"
    Then the licence system refuses it

    Examples:
      | path                      |
      | /hoso/../../etc/passwd    |
      | /hoso/khong-co/1          |
      | file:///etc/passwd        |
      | ' OR path LIKE '%         |

  @LI-OLD-01
  Scenario: The older feed lists by key
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When Quảng Ninh's Department of Transport asks the older feed with its own key
    Then the older feed answers "0"
    And the list holds the application

  @LI-OLD-02
  Scenario Outline: The older feed answers <flaw> with <code>
    When Quảng Ninh's Department of Transport asks the older feed with <flaw>
    Then the older feed answers "<code>"

    Examples:
      | flaw           | code |
      | no agency      | -300 |
      | no key         | -301 |
      | a wrong key    | -302 |
      | a wrong agency | -303 |

  @LI-OLD-03
  Scenario: The older feed answers a locked key with -304
    When the operator locks the account of Quảng Ninh's Department of Transport
    And Quảng Ninh's Department of Transport asks the older feed with its own key
    Then the older feed answers "-304"
