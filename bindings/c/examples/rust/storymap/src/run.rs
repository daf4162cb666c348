use std::any::Any;
use std::fmt;
use std::ops::ControlFlow;
use std::os::raw::c_void;
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::sync::Arc;

use storymap_sys as sys;

use crate::error::check;
use crate::handle::handle;
use crate::Result;

handle! {
    Token, storymap_cancel, storymap_cancel_free
}

/// Lets one thread stop the work of another. Clones stop the same work.
#[derive(Clone, Debug)]
pub struct Cancel(Arc<Token>);

impl Cancel {
    /// A token that nobody has used.
    pub fn new() -> Result<Cancel> {
        Ok(Cancel(Arc::new(Token::make(|token, error| unsafe {
            sys::storymap_cancel_new(token, error)
        })?)))
    }

    /// Stops every call that was given this token, now and from now on: it returns
    /// [`Code::Cancelled`](crate::Code::Cancelled).
    pub fn request(&self) {
        // This is what the library has it for: it is an atomic flag.
        unsafe { sys::storymap_cancel_request(self.0.raw() as *mut _) }
    }
}

/// Which instructions the fast loops use. The answer never depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Simd {
    Best = sys::STORYMAP_SIMD_BEST as isize,
    Scalar = sys::STORYMAP_SIMD_SCALAR as isize,
    Neon = sys::STORYMAP_SIMD_NEON as isize,
    Avx2 = sys::STORYMAP_SIMD_AVX2 as isize,
    Avx512 = sys::STORYMAP_SIMD_AVX512 as isize,
}

type Progress<'a> = Box<dyn FnMut(u64, u64) -> ControlFlow<()> + 'a>;

/// How to run long work: by one thread and in silence, if nothing else is said. The answer never depends on it.
///
/// ```
/// use std::ops::ControlFlow;
/// use storymap::{Corpus, Index, Run, VectorizerOptions};
///
/// # fn main() -> storymap::Result<()> {
/// let corpus = Corpus::from_texts(["Pay by card", "Print labels", "Pay by card!"])?;
/// let index = Index::new(&corpus, &VectorizerOptions::default(), Run::new().threads(0))?;
/// let pairs = index.pairs(0.9, Run::new().on_progress(|done, total| {
///     println!("{done} of {total}");
///     ControlFlow::Continue(())
/// }))?;
/// assert_eq!((pairs[0].a, pairs[0].b), (0, 2));
/// # Ok(())
/// # }
/// ```
pub struct Run<'a> {
    threads: u32,
    simd: Simd,
    progress: Option<Progress<'a>>,
    cancel: Option<Cancel>,
}

impl<'a> Run<'a> {
    /// One thread, in silence.
    pub fn new() -> Run<'a> {
        Run {
            threads: 1,
            simd: Simd::Best,
            progress: None,
            cancel: None,
        }
    }

    /// How many threads share the work; 0: as many as the machine has.
    #[must_use]
    pub fn threads(mut self, threads: u32) -> Run<'a> {
        self.threads = threads;
        self
    }

    /// Which instructions the fast loops use; [`Code::Unsupported`](crate::Code::Unsupported) if the machine lacks them.
    #[must_use]
    pub fn simd(mut self, simd: Simd) -> Run<'a> {
        self.simd = simd;
        self
    }

    /// Hears on the calling thread how much is done of how much; with several threads seldom, or not at all when the
    /// others were quicker. `Break` stops the work with
    /// [`Code::Cancelled`](crate::Code::Cancelled), a panic stops it too and then goes on.
    #[must_use]
    pub fn on_progress(mut self, progress: impl FnMut(u64, u64) -> ControlFlow<()> + 'a) -> Run<'a> {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Stops the work when this token says so.
    #[must_use]
    pub fn cancel(mut self, cancel: &Cancel) -> Run<'a> {
        self.cancel = Some(cancel.clone());
        self
    }

    /// Does the work that `call` starts.
    pub(crate) fn run(
        mut self,
        call: impl FnOnce(*const sys::storymap_run, *mut sys::storymap_error) -> sys::storymap_status,
    ) -> Result<()> {
        let mut calls = Guarded {
            callback: self.progress.as_deref_mut(),
            panic: None,
        };
        let mut run = sys::STORYMAP_RUN_INIT;
        run.threads = self.threads;
        run.simd = self.simd as i32;
        if calls.callback.is_some() {
            run.progress = Some(hear_progress);
            run.user = &mut calls as *mut Guarded<&mut Hears<'_>> as *mut c_void;
        }
        if let Some(cancel) = &self.cancel {
            run.cancel = cancel.0.raw();
        }
        let result = check(|error| call(&run, error));
        calls.finish();
        result
    }
}

impl Default for Run<'_> {
    fn default() -> Self {
        Run::new()
    }
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Run")
            .field("threads", &self.threads)
            .field("simd", &self.simd)
            .field("progress", &self.progress.is_some())
            .field("cancel", &self.cancel.is_some())
            .finish()
    }
}

type Hears<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// A callback that must not unwind into the library: its panic waits until the library has returned.
pub(crate) struct Guarded<Callback> {
    pub(crate) callback: Option<Callback>,
    pub(crate) panic: Option<Box<dyn Any + Send>>,
}

impl<Callback> Guarded<Callback> {
    /// 0 to go on, or 1 to stop.
    pub(crate) fn call(&mut self, call: impl FnOnce(&mut Callback) -> ControlFlow<()>) -> i32 {
        let callback = match &mut self.callback {
            Some(callback) if self.panic.is_none() => callback,
            _ => return 1,
        };
        match catch_unwind(AssertUnwindSafe(|| call(callback))) {
            Ok(ControlFlow::Continue(())) => 0,
            Ok(ControlFlow::Break(())) => 1,
            Err(panic) => {
                self.panic = Some(panic);
                1
            }
        }
    }

    pub(crate) fn finish(self) {
        if let Some(panic) = self.panic {
            resume_unwind(panic);
        }
    }
}

unsafe extern "C" fn hear_progress(user: *mut c_void, done: u64, total: u64) -> i32 {
    let calls = &mut *(user as *mut Guarded<&mut Hears<'_>>);
    calls.call(|progress| progress(done, total))
}
