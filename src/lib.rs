//! mulu (目录): a static-site generator for government disclosure catalogs.
