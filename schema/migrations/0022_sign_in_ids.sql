ALTER TABLE `credentials` ADD `first_until` text;--> statement-breakpoint
ALTER TABLE `users` ADD `sign_in_name` text;--> statement-breakpoint
ALTER TABLE `users` ADD `mobile` text;--> statement-breakpoint
CREATE UNIQUE INDEX `users_sign_in_name_unique` ON `users` (`sign_in_name`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_mobile_unique` ON `users` (`mobile`);