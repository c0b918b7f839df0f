Feature: What the axis keeps
  What the axis has acknowledged is there: once, after any crash, however often it is sent again, for as long as it promised.

  Background:
    Given the Ministry of Justice is connected to the axis
    And Cao Bằng province is connected to the axis

  @AX-IDEM-01 @AX-IDEM-02
  Scenario: The same package sent again is the same document
    When the Ministry of Justice sends a document to Cao Bằng province
    And the Ministry of Justice sends the same package again
    Then the axis accepts it
    And the axis answers with the same DocId both times
    And Cao Bằng province finds the document exactly once

  @AX-IDEM-02
  Scenario: The same package sent again after it was fetched is not delivered again
    When the Ministry of Justice sends a document to Cao Bằng province
    And Cao Bằng province acknowledges the document as done
    And the Ministry of Justice sends the same package again
    Then Cao Bằng province does not find the document

  @AX-IDEM-03
  Scenario: The same identifier with other content is another document
    When the Ministry of Justice sends a document to Cao Bằng province
    And the Ministry of Justice sends the document again with another subject
    Then the axis accepts it
    And the axis gives it another DocId
    And 2 documents wait for Cao Bằng province

  @AX-IDEM-04
  Scenario: The same package twice at once is one document
    When the Ministry of Justice sends a document to Cao Bằng province twice at once
    Then the axis answers with the same DocId both times
    And Cao Bằng province finds the document exactly once

  @AX-IDEM-05
  Scenario: A send whose answer was lost can be repeated
    Given the next sendEdoc of the Ministry of Justice loses its answer
    When the Ministry of Justice sends a document to Cao Bằng province
    And the Ministry of Justice sends the same package again
    Then the axis accepts it
    And Cao Bằng province finds the document exactly once

  @AX-KEEP-01 @AX-KEEP-02 @on-disk
  Scenario: A crash loses no document and doubles none
    When the Ministry of Justice sends document A to Cao Bằng province
    And the Ministry of Justice sends document B to Cao Bằng province
    And the axis is killed and started again
    Then Cao Bằng province finds document A exactly once
    And Cao Bằng province finds document B exactly once
    When the Ministry of Justice sends the same package again
    Then the axis answers with the same DocId both times
    And 2 documents wait for Cao Bằng province

  @AX-KEEP-03 @on-disk
  Scenario: Acknowledgements and registrations survive a crash
    Given Huế city is connected to the axis
    When the Ministry of Justice sends a document to Cao Bằng province
    And Cao Bằng province acknowledges the document as done
    And the axis is killed and started again
    Then Cao Bằng province does not find the document
    When Huế city sends a document to Cao Bằng province
    Then the axis accepts it

  @AX-RET-01 @clock @embedded
  Scenario: What nobody fetched is kept
    When the Ministry of Justice sends a document to Cao Bằng province
    And 400 days pass
    And the axis applies its retention
    Then Cao Bằng province finds the document exactly once

  @AX-RET-02 @clock @embedded
  Scenario: What was fetched long ago is no longer kept, and the axis says so
    When the Ministry of Justice sends a document to Cao Bằng province
    And Cao Bằng province acknowledges the document as done
    And 200 days pass
    And the axis applies its retention
    And Cao Bằng province fetches the same item again
    Then the axis refuses it and names "luu"
