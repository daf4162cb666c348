/// A type that owns a handle of the library. All its handles may go from thread to thread, and be used by many at once
/// in functions that take them as const, which are those that take `&self` here.
macro_rules! handle {
    ($(#[$about:meta])* $name:ident, $raw:ident, $free:ident) => {
        $(#[$about])*
        pub struct $name {
            raw: std::ptr::NonNull<storymap_sys::$raw>,
        }

        unsafe impl Send for $name {}
        unsafe impl Sync for $name {}

        impl Drop for $name {
            fn drop(&mut self) {
                unsafe { storymap_sys::$free(self.raw.as_ptr()) }
            }
        }

        impl $name {
            /// Owns what a function of the library makes.
            #[allow(dead_code)]
            pub(crate) fn make(
                make: impl FnOnce(*mut *mut storymap_sys::$raw, *mut storymap_sys::storymap_error) -> i32,
            ) -> crate::Result<Self> {
                let mut raw = std::ptr::null_mut();
                crate::error::check(|error| make(&mut raw, error))?;
                Ok(Self::own(raw))
            }

            pub(crate) fn own(raw: *mut storymap_sys::$raw) -> Self {
                Self { raw: std::ptr::NonNull::new(raw).expect("the library made something") }
            }

            pub(crate) fn raw(&self) -> *const storymap_sys::$raw {
                self.raw.as_ptr()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use handle;
