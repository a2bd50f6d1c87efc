CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`user_id` text NOT NULL,
	`organisation_id` text,
	`kind` text NOT NULL,
	`fields` text NOT NULL,
	`at` text NOT NULL,
	`read_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_once` ON `messages` (`once`,`user_id`);--> statement-breakpoint
CREATE INDEX `messages_listed` ON `messages` (`user_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_unread` ON `messages` (`user_id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `messages_at` ON `messages` (`at`);--> statement-breakpoint
ALTER TABLE `mails` ADD `user_id` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `mails` ADD `organisation_id` text REFERENCES organisations(id);--> statement-breakpoint
ALTER TABLE `organisations` ADD `letters` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `language` text;--> statement-breakpoint
ALTER TABLE `users` ADD `letters` text DEFAULT '{}' NOT NULL;