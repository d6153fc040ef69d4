-- Figures of the capital programme as somebody printed them.
ALTER TABLE published_finance DROP CONSTRAINT published_finance_statement_check,
  ADD CHECK (statement IN ('la', 'schools', 'balances', 'reserves', 'capital'));
