ALTER TABLE `audit_seals` ADD `last_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit_seals` ADD `content_hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit_seals` ADD `fingerprints` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- INSERT OR REPLACE removes a row without its DELETE trigger.
CREATE TRIGGER `audit_events_no_replace` BEFORE INSERT ON `audit_events`
WHEN EXISTS (SELECT 1 FROM `audit_events` WHERE `seq` = NEW.`seq`)
  OR EXISTS (SELECT 1 FROM `audit_events` WHERE `id` = NEW.`id`)
BEGIN
  SELECT RAISE(ABORT, 'audit events are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_replace` BEFORE INSERT ON `audit_seals`
WHEN EXISTS (SELECT 1 FROM `audit_seals` WHERE `number` = NEW.`number`)
BEGIN
  SELECT RAISE(ABORT, 'audit seals are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_delete` BEFORE DELETE ON `audit_seals`
BEGIN
  SELECT RAISE(ABORT, 'audit seals are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_update` BEFORE UPDATE ON `audit_seals`
WHEN OLD.`pruned_at` IS NOT NULL OR NEW.`pruned_at` IS NULL OR NEW.`fingerprints` <> ''
  OR NEW.`number` <> OLD.`number` OR NEW.`from_seq` <> OLD.`from_seq` OR NEW.`to_seq` <> OLD.`to_seq`
  OR NEW.`events` <> OLD.`events` OR NEW.`last_at` <> OLD.`last_at` OR NEW.`hash` <> OLD.`hash`
  OR NEW.`content_hash` <> OLD.`content_hash` OR NEW.`previous_hash` <> OLD.`previous_hash`
  OR NEW.`sealed_at` <> OLD.`sealed_at`
BEGIN
  SELECT RAISE(ABORT, 'audit seals are append-only');
END;
