Feature: Numbers of outgoing documents
  Every outgoing document has a number and notation of its own in its year, and the series begins anew with the year:
  NĐ 30/2020/NĐ-CP Art. 15.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-NUM-01
  Scenario: Documents signed one after the other have different numbers
    When document A to the Ministry of Justice is signed in the document system under test
    And document B to the Ministry of Justice is signed in the document system under test
    And document C to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A
    And the document system under test sends document B
    And the document system under test sends document C
    And the 3 documents sent have different numbers and notations

  @DS-NUM-02 @clock
  Scenario: The first document of a year has the number 01
    Given it is 2020-12-30 10:00
    When document A to the Ministry of Justice is signed in the document system under test
    And document B to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A
    And the document system under test sends document B
    Given it is 2021-01-05 10:00
    When document C to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document C
    And document C as sent has the number 1
