DROP INDEX `estates_district`;--> statement-breakpoint
CREATE INDEX `estates_listed` ON `estates` (`district_code`,`name`,`id`,`origin`,`retired_from`);--> statement-breakpoint
DROP INDEX `tenures_organisation`;--> statement-breakpoint
CREATE INDEX `tenures_organisation` ON `tenures` (`organisation_id`,`estate_id`,`from_date`,`to_date`);--> statement-breakpoint
CREATE INDEX `submissions_counted` ON `submissions` (`estate_id`,`quarter`,`state`);--> statement-breakpoint
CREATE INDEX `submissions_queue` ON `submissions` (`quarter`,`submitted_at`,`state`,`estate_id`);