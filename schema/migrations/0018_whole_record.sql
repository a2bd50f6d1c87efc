DROP INDEX `estates_listed`;--> statement-breakpoint
CREATE INDEX `estates_listed` ON `estates` (`district_code`,`name`,`id`,`origin`,`retired_from`,`created_at`);--> statement-breakpoint
ALTER TABLE `corrections` ADD `released_values` text;--> statement-breakpoint
ALTER TABLE `corrections` ADD `released_findings` text;--> statement-breakpoint
ALTER TABLE `quarters` ADD `refuses_few` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `peers` text;--> statement-breakpoint
ALTER TABLE `scorecards` ADD `district_code` text;--> statement-breakpoint
-- Of releases that are there already, the district in which an estate stands by now is the best that is known.
UPDATE `scorecards` SET `district_code` = (SELECT e.`district_code` FROM `estates` e WHERE e.`id` = `scorecards`.`estate_id`)
  WHERE `release_id` IN (SELECT `id` FROM `releases` WHERE `period` LIKE '____Q_');
