ALTER TABLE `submissions` ADD `sent_at` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `sent_due_day` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `grace_day` text;--> statement-breakpoint
ALTER TABLE `tenures` ADD `recorded_at` text;--> statement-breakpoint
-- Until now the first submission decided, for good: it is the version that counts of whatever is not a draft.
UPDATE `submissions` SET `sent_at` = `first_submitted_at`,
  `sent_due_day` = (SELECT q.`deadline_day` FROM `quarters` q WHERE q.`quarter` = `submissions`.`quarter`)
  WHERE `first_submitted_at` IS NOT NULL AND `state` <> 'draft';--> statement-breakpoint
-- What lies returned was promised to stay in time: it has ten working days from its return.
UPDATE `submissions` SET `grace_day` = date(`returned_at`, '+8 hours', '+14 days')
  WHERE `state` = 'returned' AND `returned_at` IS NOT NULL AND `sent_at` IS NOT NULL;
