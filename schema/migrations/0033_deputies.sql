CREATE TABLE `deputies` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`member_id` text NOT NULL,
	`role` text NOT NULL,
	`deputy_id` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`reason` text,
	`state` text NOT NULL,
	`named_by` text NOT NULL,
	`named_at` text NOT NULL,
	`confirmed_by` text,
	`confirmed_at` text,
	`ended_by` text,
	`ended_at` text,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deputies_deputy` ON `deputies` (`deputy_id`,`to_day`) WHERE state = 'standing';--> statement-breakpoint
CREATE INDEX `deputies_member` ON `deputies` (`member_id`,`to_day`);--> statement-breakpoint
CREATE INDEX `deputies_organisation` ON `deputies` (`organisation_id`,`to_day`);