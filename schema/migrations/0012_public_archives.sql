CREATE TABLE `programme_archives` (
	`programme_id` text NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL,
	`public_revision` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `number`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `awards` ADD `reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `notices` ADD `reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `shortlists` ADD `reason` text DEFAULT '' NOT NULL;