DROP INDEX `tenures_estate`;--> statement-breakpoint
CREATE INDEX `tenures_estate` ON `tenures` (`estate_id`,`from_date`,`to_date`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `organisations_listed` ON `organisations` (`kind`,`place_code`,`name`);--> statement-breakpoint
CREATE INDEX `scorecards_ranked` ON `scorecards` (`release_id`,`rank`,`position`,`estate_id`);